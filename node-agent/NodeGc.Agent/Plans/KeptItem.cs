using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Plans;

/// <summary>One directory of a kept plan, with all that tells later whether it is still the same.</summary>
internal sealed record KeptItem(
    CleanupClass Class, ResourceKind Kind, string Name, string Path, ulong Device, ulong Inode, long BornNanoseconds,
    DateTimeOffset Born, DateTimeOffset LastChanged, long? Bytes, ImmutableArray<string> Companions, Removal Removal, string Reason)
{
    public static KeptItem Of(PlanItem item) => new(
        item.Class, item.Id.Kind, item.Id.Name, item.Directory.Path,
        item.Directory.Fingerprint.Device, item.Directory.Fingerprint.Inode, item.Directory.Fingerprint.BornNanoseconds,
        item.Directory.Born, item.Directory.LastChanged, item.Directory.Size?.Value, item.Directory.Companions, item.Removal, item.Reason);

    public PlanItem ToItem() => new(
        Class,
        new ResourceId(Kind, Name),
        new DirectoryFacts(Path, new Fingerprint(Device, Inode, BornNanoseconds), Born, LastChanged)
        {
            Size = Bytes is { } bytes ? new Bytes(bytes) : null,
            Companions = Companions.IsDefault ? [] : Companions,
        },
        Removal,
        Reason);
}
