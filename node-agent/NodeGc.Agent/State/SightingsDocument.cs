using System.Collections.Immutable;

namespace NodeGc.Agent.State;

/// <summary>The file of sightings. Another version than <see cref="Current"/> is not read: looks then start anew, which
/// only delays.</summary>
internal sealed record SightingsDocument(int Version, ImmutableArray<SightingRecord> Sightings)
{
    public const int Current = 2;
}
