namespace NodeGc.Api.Cleanups;

/// <summary>How far a run has spread over its nodes. What is written here was decided before it was acted on.</summary>
public sealed record RolloutStatus
{
    /// <summary>What the rollout does now.</summary>
    public required RolloutPhase Phase { get; init; }

    /// <summary>When the canary's soak time began: the last of its nodes had succeeded. Null before that.</summary>
    public DateTimeOffset? SoakStartTime { get; init; }

    /// <summary>When the soak time ends. Null before it begins.</summary>
    public DateTimeOffset? SoakEndTime { get; init; }

    /// <summary>Why no more nodes start, up to 1024 characters; null if they do.</summary>
    public string? Message { get; init; }
}
