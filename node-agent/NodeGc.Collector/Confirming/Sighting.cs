using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Confirming;

/// <summary>A directory that has been garbage in every scan since it was first seen so.</summary>
/// <param name="Id">The resource.</param>
/// <param name="Fingerprint">Its identity; another one under the same name starts anew.</param>
/// <param name="FirstSeen">The first scan of the unbroken series.</param>
/// <param name="LastSeen">The latest scan.</param>
/// <param name="Looks">How many scans the series has.</param>
public sealed record Sighting(
    ResourceId Id,
    Fingerprint Fingerprint,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int Looks
)
{
    /// <summary>True once it was seen often enough over long enough: n looks span at least n − 1 intervals.</summary>
    public bool Confirms(ClassPolicy policy) =>
        Looks >= policy.Confirmations && LastSeen - FirstSeen >= policy.ConfirmationSpan;

    /// <summary>The earliest scan that can confirm it.</summary>
    public DateTimeOffset ConfirmableAt(ClassPolicy policy) => Instant.Later(FirstSeen, policy.ConfirmationSpan);

    internal Sighting SeenAgain(DateTimeOffset now) =>
        now > LastSeen ? this with { LastSeen = now, Looks = Looks + 1 } : this;
}
