namespace NodeGc.Api.Nodes;

/// <summary>What to explain.</summary>
public sealed record ExplainRequest
{
    /// <summary>A path, an ID, a tag or a name, as for <c>nodegc-agent explain</c>.</summary>
    public required string Subject { get; init; }
}
