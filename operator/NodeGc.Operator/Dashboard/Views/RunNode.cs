using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>One node of a run.</summary>
public sealed record RunNode(string Name, NodePhase Phase, string? Message, Totals Totals);
