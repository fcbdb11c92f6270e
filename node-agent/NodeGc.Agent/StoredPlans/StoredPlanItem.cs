using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.StoredPlans;

/// <summary>One item of a stored plan, with everything needed to check later whether it is still the same.</summary>
internal sealed record StoredPlanItem(
    CleanupClass Class,
    ResourceKind Kind,
    string Name,
    string Path,
    ulong Device,
    ulong Inode,
    long BornNanoseconds,
    DateTimeOffset Born,
    DateTimeOffset LastChanged,
    long? Bytes,
    ImmutableArray<string> RelatedPaths,
    RemovalMethod Removal,
    string Reason
)
{
    /// <summary>The names to pull again an item that Docker removes; null for other items.</summary>
    public ImmutableArray<string>? PullAgain { get; init; }

    /// <summary>Whether all its paths are below the data root. Items that Docker removes have no path.</summary>
    public bool IsInside =>
        PullAgain is not null || (RelatedPaths.IsDefault ? [] : RelatedPaths).Append(Path).All(IsBelow);

    public static StoredPlanItem From(PlanItem item) =>
        item.EngineManaged is { } known
            ? OfKnown(item, known)
            : new(
                item.Class,
                item.Id.Kind,
                item.Id.Name,
                item.Directory.Path,
                item.Directory.Fingerprint.Device,
                item.Directory.Fingerprint.Inode,
                item.Directory.Fingerprint.BornNanoseconds,
                item.Directory.Born,
                item.Directory.LastChanged,
                item.Directory.Size?.Value,
                item.Directory.RelatedPaths,
                item.Removal,
                item.Reason
            );

    public PlanItem ToItem()
    {
        var (id, print, size) = (
            new ResourceId(Kind, Name),
            new Fingerprint(Device, Inode, BornNanoseconds),
            Bytes is { } bytes ? new Bytes(bytes) : (Bytes?)null
        );
        if (PullAgain is { } names)
            return new PlanItem(Class, id, null, Removal, Reason)
            {
                EngineManaged = new EngineManagedFacts(print, LastChanged) { PullAgain = names },
                Size = size ?? Collector.Bytes.Zero,
            };
        var directory = new DirectoryFacts(Path, print, Born, LastChanged)
        {
            Size = size,
            RelatedPaths = RelatedPaths.IsDefault ? [] : RelatedPaths,
        };
        return new PlanItem(Class, id, directory, Removal, Reason);
    }

    /// <summary>Items that Docker removes have no directory: the name takes the place of the path, and the last use
    /// that of the times of birth and change.</summary>
    private static StoredPlanItem OfKnown(PlanItem item, EngineManagedFacts known) =>
        new(
            item.Class,
            item.Id.Kind,
            item.Id.Name,
            item.Name,
            known.Identity.Device,
            known.Identity.Inode,
            known.Identity.BornNanoseconds,
            known.LastUsed,
            known.LastUsed,
            item.Size.Value,
            [],
            item.Removal,
            item.Reason
        )
        {
            PullAgain = known.PullAgain,
        };

    private static bool IsBelow(string path) =>
        path.Split('/').All(name => name is not ("" or "." or "..") && !name.Contains('\0', StringComparison.Ordinal));
}
