using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Confirming;

/// <summary>A directory that has been garbage in every scan since it was first seen so.</summary>
/// <param name="Id">The resource.</param>
/// <param name="Fingerprint">Its identity; a different directory with the same name starts a new series.</param>
/// <param name="FirstSeen">The first scan of the unbroken series.</param>
/// <param name="LastSeen">The latest scan.</param>
/// <param name="ScanCount">How many scans the series has.</param>
public sealed record Sighting(
    ResourceId Id,
    Fingerprint Fingerprint,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int ScanCount
)
{
    /// <summary>True once it was seen in enough scans over enough time: n scans span at least n − 1
    /// intervals.</summary>
    public bool Confirms(ClassPolicy policy) =>
        ScanCount >= policy.Confirmations && LastSeen - FirstSeen >= policy.ConfirmationSpan;

    /// <summary>The earliest scan that can confirm it.</summary>
    public DateTimeOffset ConfirmableAt(ClassPolicy policy) => Instant.Later(FirstSeen, policy.ConfirmationSpan);

    internal Sighting SeenAgain(DateTimeOffset now) =>
        now > LastSeen ? this with { LastSeen = now, ScanCount = ScanCount + 1 } : this;
}
