using NodeGc.Agent.State;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Scanning;

/// <summary>Remembers when the images of one store were used last: learned from every look and from the engine's
/// events, and kept across restarts.</summary>
internal sealed class UseMemory(StateDirectory state, TimeProvider time)
{
    private readonly Lock gate = new();
    private string? dataRoot;
    private UsesDocument? known;
    private Doubt? doubt;

    /// <summary>Up to when the engine's events were seen; null where none were.</summary>
    public DateTimeOffset? SeenUntil(string root)
    {
        lock (gate)
            return Of(root).SeenUntil;
    }

    /// <summary>Takes note of one use, or of none, with which the engine's events were seen up to
    /// <paramref name="at"/>.</summary>
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

    /// <summary>Learns from <paramref name="inventory"/>, writes down what is known, and returns the inventory with the
    /// last uses in it.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public Inventory Apply(Inventory inventory)
    {
        lock (gate)
        {
            var before = Of(inventory.Store.DataRoot);
            var uses = before.ToUses().Learn(inventory);
            known = before with { Uses = uses.ById };
            state.WriteUses(inventory.Store.DataRoot, known);
            var told = doubt is null ? inventory : inventory with { Doubts = inventory.Doubts.Add(doubt) };
            doubt = null;
            return uses.In(told);
        }
    }

    /// <summary>What is known of <paramref name="root"/>. A file that cannot be understood may have said anything, so
    /// every image counts as used now, and that is told once.</summary>
    private UsesDocument Of(string root)
    {
        if (known is not null && dataRoot == root)
            return known;
        (dataRoot, known) = (root, state.FindUses(root, out var damage));
        if (damage is not null)
            doubt = new Doubt(
                DoubtKind.MetadataDamaged,
                DoubtScope.Nothing,
                damage,
                "when images were used cannot be read any more; every image counts as used now"
            );
        return known ??= new UsesDocument(
            UsesDocument.Current,
            null,
            damage is null ? null : time.GetUtcNow(),
            System.Collections.Immutable.ImmutableDictionary<string, DateTimeOffset>.Empty
        );
    }
}
