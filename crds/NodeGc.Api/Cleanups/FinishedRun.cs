namespace NodeGc.Api.Cleanups;

/// <summary>Summary of a finished run.</summary>
public sealed record FinishedRun
{
    public required string Id { get; init; }

    public required long Generation { get; init; }

    public required CleanupMode Mode { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public required DateTimeOffset CompletionTime { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    public int Skipped { get; init; }

    public long ReclaimableBytes { get; init; }

    public long QuarantinedBytes { get; init; }

    public long ReclaimedBytes { get; init; }
}
