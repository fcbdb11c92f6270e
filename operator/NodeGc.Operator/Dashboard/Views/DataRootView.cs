using System.Collections.Immutable;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>A data root, by parts.</summary>
/// <param name="Report">What the agent reported.</param>
/// <param name="Parts">The largest first.</param>
public sealed record DataRootView(DataRootReport Report, ImmutableArray<DiskPart> Parts);
