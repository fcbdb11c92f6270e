using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.State;

/// <summary>A sighting as it is written to disk.</summary>
internal sealed record SightingRecord(
    ResourceKind Kind,
    string Name,
    ulong Device,
    ulong Inode,
    long Born,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int Looks
)
{
    public static SightingRecord From(Sighting sighting) =>
        new(
            sighting.Id.Kind,
            sighting.Id.Name,
            sighting.Fingerprint.Device,
            sighting.Fingerprint.Inode,
            sighting.Fingerprint.BornNanoseconds,
            sighting.FirstSeen,
            sighting.LastSeen,
            sighting.ScanCount
        );

    public Sighting ToSighting() =>
        new(new ResourceId(Kind, Name), new Fingerprint(Device, Inode, Born), FirstSeen, LastSeen, Looks);
}
