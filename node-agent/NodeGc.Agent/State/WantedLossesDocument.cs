using System.Collections.Immutable;

namespace NodeGc.Agent.State;

/// <summary>The file of losses named by the annotation of the NodeStorage, as last seen.</summary>
internal sealed record WantedLossesDocument(int Version, ImmutableArray<string> Paths)
{
    public const int Current = 1;
}
