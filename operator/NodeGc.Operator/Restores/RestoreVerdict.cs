using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Rules;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Restores;

/// <summary>What has become of a restore. One of the cases below; <see cref="RestoreTexts"/> turns it into
/// conditions.</summary>
internal abstract record RestoreVerdict
{
    private RestoreVerdict() { }

    public sealed record InvalidSpec(ImmutableArray<SpecProblem> Problems) : RestoreVerdict;

    /// <summary>The server may drop fields of what the nodes are given.</summary>
    public sealed record FieldsDropped(DefinitionState Definitions) : RestoreVerdict;

    /// <summary>It waits: what is restored now, the run could remove again.</summary>
    public sealed record RunInProgress(string Run, string Cleanup) : RestoreVerdict;

    public sealed record NoNodes : RestoreVerdict;

    public sealed record Restoring(NodeCounts Nodes) : RestoreVerdict;

    public sealed record NotInQuarantine(string Run, int Nodes) : RestoreVerdict;

    /// <param name="Nodes">All nodes by phase.</param>
    /// <param name="First">The first failed node.</param>
    /// <param name="Cause">Why it failed.</param>
    public sealed record NodesFailed(NodeCounts Nodes, string First, string Cause) : RestoreVerdict;

    /// <param name="Nodes">All nodes by phase.</param>
    /// <param name="Items">What was restored.</param>
    /// <param name="Repeating">A cleanup that may remove the same items again; null if none is known.</param>
    public sealed record Restored(NodeCounts Nodes, Tally Items, Repetition? Repeating) : RestoreVerdict;

    /// <summary>A cleanup whose schedule starts it again.</summary>
    /// <param name="Cleanup">Its name.</param>
    /// <param name="Next">When; null if that is not known.</param>
    internal sealed record Repetition(string Cleanup, DateTimeOffset? Next);

    /// <summary>Whether the restore has ended with this.</summary>
    public bool IsFinal => this is NoNodes or NotInQuarantine or NodesFailed or Restored;
}
