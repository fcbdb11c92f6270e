namespace NodeGc.Api.Nodes;

/// <summary>One thing that went wrong.</summary>
public sealed record ErrorReport
{
    /// <summary>Path or name; null when it is about the order as a whole.</summary>
    public string? Subject { get; init; }

    /// <summary>What happened and what to do about it, at most 1024 characters.</summary>
    public required string Message { get; init; }
}
