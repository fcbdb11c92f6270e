using System.Collections.Immutable;

namespace NodeGc.Agent.State;

/// <summary>The file of sightings. Versions other than <see cref="Current"/> are ignored: scans are then counted from
/// zero, which only delays removal.</summary>
internal sealed record SightingsDocument(int Version, ImmutableArray<SightingRecord> Sightings)
{
    public const int Current = 2;
}
