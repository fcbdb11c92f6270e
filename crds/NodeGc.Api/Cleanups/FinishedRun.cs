namespace NodeGc.Api.Cleanups;

/// <summary>A finished run in one line of history.</summary>
public sealed record FinishedRun
{
    public required string Id { get; init; }

    public required long Generation { get; init; }

    public required CleanupMode Mode { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    public int Skipped { get; init; }

    public long ReclaimableBytes { get; init; }

    public long QuarantinedBytes { get; init; }

    public long ReclaimedBytes { get; init; }
}
