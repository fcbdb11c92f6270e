namespace NodeGc.Api.Nodes;

/// <summary>One error.</summary>
public sealed record ErrorReport
{
    /// <summary>Path or name that the error concerns; null if it concerns the order as a whole.</summary>
    public string? Subject { get; init; }

    /// <summary>What happened and how to fix it, up to 1024 characters.</summary>
    public required string Message { get; init; }
}
