using System.Collections.Immutable;

namespace NodeGc.Agent.State;

/// <summary>The file of what the annotation of the NodeStorage says; it stands until the annotation says something
/// else.</summary>
internal sealed record WantedLossesDocument(int Version, ImmutableArray<string> Paths)
{
    public const int Current = 1;
}
