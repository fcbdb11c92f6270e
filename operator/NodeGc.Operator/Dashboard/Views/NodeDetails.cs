using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>The whole NodeStorage of a node. The operator's cache has no items and reasons.</summary>
/// <param name="Storage">From the API server, or from the cache if that could not be read; null if there is
/// none.</param>
/// <param name="Problem">Why it could not be read; null if it was.</param>
internal sealed record NodeDetails(NodeStorage? Storage, string? Problem = null);
