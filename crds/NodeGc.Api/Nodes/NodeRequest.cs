namespace NodeGc.Api.Nodes;

/// <summary>A question to the agent of a node, or a restore, requested by a user. The agent answers it in the status,
/// under the same ID.</summary>
/// <remarks>Exactly one of <see cref="Explain"/> and <see cref="Restore"/> is set.</remarks>
public sealed record NodeRequest
{
    /// <summary>Maximum number of requests per node, and so of answers.</summary>
    public const int MaxRequests = 8;

    /// <summary>Random, chosen by whoever writes the request.</summary>
    public required string Id { get; init; }

    /// <summary>After this, the agent no longer carries out the request. So a request that was restored from a backup,
    /// or that an agent finds only days later, has no effect.</summary>
    public required DateTimeOffset ExpirationTime { get; init; }

    public AnswerFormat Format { get; init; }

    /// <summary>Explain what owns a path, ID or image.</summary>
    public ExplainRequest? Explain { get; init; }

    /// <summary>Restore what a run moved to the quarantine.</summary>
    public RestoreRequest? Restore { get; init; }

    /// <summary>SHA-256 over all other fields; see <see cref="RequestDigest"/>. An agent refuses a request without
    /// it.</summary>
    public string? Digest { get; init; }
}
