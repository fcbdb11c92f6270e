using NodeGc.Agent.State;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Scanning;

/// <summary>Stores when the images of one store were last used, learned from scans and Docker events. It survives
/// restarts.</summary>
internal sealed class ImageUsageStore(StateDirectory state, TimeProvider time)
{
    private readonly Lock gate = new();
    private string? dataRoot;
    private ImageUsageDocument? known;
    private Doubt? doubt;

    /// <summary>Until when Docker events were read; null if none were.</summary>
    public DateTimeOffset? SeenUntil(string root)
    {
        lock (gate)
            return Of(root).SeenUntil;
    }

    /// <summary>Records an event at <paramref name="at"/>, and the image it uses, if any.</summary>
    public void Note(string root, string? image, DateTimeOffset at)
    {
        lock (gate)
        {
            var before = Of(root);
            var uses = image is null ? before.ToUses() : before.ToUses().With(image, at);
            known = before with
            {
                Uses = uses.ById,
                SeenUntil = at > (before.SeenUntil ?? DateTimeOffset.MinValue) ? at : before.SeenUntil,
            };
        }
    }

    /// <summary>Learns from <paramref name="inventory"/>, stores what is known, and returns the inventory with the
    /// last uses.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public Inventory Apply(Inventory inventory)
    {
        lock (gate)
        {
            var before = Of(inventory.Store.DataRoot);
            var uses = before.ToUses().Learn(inventory);
            known = before with { Uses = uses.ById };
            state.WriteUses(inventory.Store.DataRoot, known);
            var reported = doubt is null ? inventory : inventory with { Doubts = inventory.Doubts.Add(doubt) };
            doubt = null;
            return uses.In(reported);
        }
    }

    /// <summary>The usage known for <paramref name="root"/>. If the file is unreadable, every image counts as used now,
    /// which is reported once.</summary>
    private ImageUsageDocument Of(string root)
    {
        if (known is not null && dataRoot == root)
            return known;
        (dataRoot, known) = (root, state.FindUses(root, out var damage));
        if (damage is not null)
            doubt = new Doubt(
                DoubtKind.MetadataDamaged,
                DoubtScope.Nothing,
                damage,
                "the record of image usage is unreadable; every image counts as used just now"
            );
        return known ??= new ImageUsageDocument(
            ImageUsageDocument.Current,
            null,
            damage is null ? null : time.GetUtcNow(),
            System.Collections.Immutable.ImmutableDictionary<string, DateTimeOffset>.Empty
        );
    }
}
