using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>
/// What turns an inventory as it was read into the one on which everything is decided. All readers of a store use it,
/// so that a report, a plan and the check directly before a removal judge the same world. The order matters: what a
/// stopped engine no longer keeps, and what is known of images, follows from metadata whose loss was confirmed. Sizes
/// are measured afterwards and change no decision about what is in use.
/// </summary>
/// <param name="ApplyLosses">Turns confirmed losses of metadata into leftovers
/// (<see cref="LossConfirmations"/>).</param>
/// <param name="ApplyUses">Adds when images were last used (<see cref="ImageUses"/>).</param>
public sealed record Adjustments(Func<Inventory, Inventory> ApplyLosses, Func<Inventory, Inventory> ApplyUses)
{
    /// <summary>Nothing is known but what was read: no loss was confirmed, and no earlier use is remembered.</summary>
    public static readonly Adjustments OfTheStoreAlone = new(inventory => inventory, inventory => inventory);

    /// <summary>The inventory on which everything is decided.</summary>
    public Inventory Apply(Inventory read) => ApplyUses(StoppedEngine.Release(ApplyLosses(LeakedMounts.Find(read))));
}
