using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>What is in use in an inventory, and what would be if some of its roots were none. Every marking from what
/// is in use is made here, so that all answers follow from the same roots.</summary>
/// <param name="inventory">What was found.</param>
public sealed class Liveness(Inventory inventory)
{
    private readonly ImmutableArray<Root> roots = [.. AliveRules.Find(inventory)];

    /// <summary>What was found.</summary>
    public Inventory Inventory => inventory;

    /// <summary>What is in use, regardless of doubts and policies; marked on first use.</summary>
    public LiveSet Alive => field ??= Marker.Mark(inventory.Graph, roots);

    /// <summary>The candidates that nothing in use needs, in canonical order.</summary>
    public IEnumerable<Resource> Garbage =>
        inventory.Graph.Candidates.Where(candidate => !Alive.Contains(candidate.Id));

    /// <summary>What the engine manages and nothing uses, in canonical order: stopped containers, images that no
    /// container needs, build cache.</summary>
    public IEnumerable<Resource> Unused =>
        inventory.Resources.Where(resource =>
            resource.IsReleasable
            && (resource.Id.Kind == ResourceKind.Container || !AliveIgnoringReleasable.Contains(resource.Id))
        );

    /// <summary>What is kept even if all releasable images, image names and build cache are removed: what containers,
    /// mounts and the layer store need.</summary>
    public LiveSet AliveIgnoringReleasable =>
        field ??= Without(id => id.Kind != ResourceKind.Container && inventory.Graph.Find(id)!.IsReleasable);

    /// <summary>The directories that are kept only because a running engine has them in memory; computed on first
    /// use.</summary>
    public ImmutableArray<Resource> AwaitingEngineStop =>
        field.IsDefault ? field = StoppedEngine.FindAwaitingEngineStop(this) : field;

    /// <summary>What would be in use without the roots that <paramref name="isLeftOut"/> selects.</summary>
    /// <param name="isLeftOut">Which of the roots do not count.</param>
    /// <param name="more">Roots that count instead.</param>
    public LiveSet Without(Func<ResourceId, bool> isLeftOut, params IEnumerable<Root> more) =>
        Marker.Mark(inventory.Graph, [.. roots.Where(root => !isLeftOut(root.Id)), .. more]);

    /// <summary>What is in use if <paramref name="released"/> are not roots. The directories that they need are still
    /// kept: the engine removes them together with what it removes, and they are never removed without it.</summary>
    public LiveSet WithoutReleased(IReadOnlySet<ResourceId> released) =>
        released.Count == 0 ? Alive : Without(released.Contains, AliveRules.OfTheEngine(this));
}
