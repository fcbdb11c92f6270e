using System.Collections.Immutable;
using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Status.Runs;

/// <summary>Keeps one entry for each finished run.</summary>
internal static class RunHistory
{
    /// <summary>
    /// The run once its orders are withdrawn: it ends now, and nodes that had not ended count as skipped. A run that
    /// had already ended is left unchanged.
    /// </summary>
    public static CleanupRun Stop(CleanupRun run, DateTimeOffset now) =>
        run.CompletionTime is not null
            ? run
            : run with
            {
                CompletionTime = now,
                Nodes = run.Nodes with
                {
                    Pending = 0,
                    Running = 0,
                    Skipped = run.Nodes.Skipped + run.Nodes.Pending + run.Nodes.Running,
                },
            };

    /// <summary>The history with this run: at the head once it has ended, before that not in it.</summary>
    public static ImmutableArray<FinishedRun> With(ImmutableArray<FinishedRun> history, CleanupRun run)
    {
        var others = history.Where(finished => finished.Id != run.Id);
        return run.CompletionTime is { } end
            ? [.. others.Prepend(Line(run, end)).Take(NodeStorageCleanupStatus.MaxHistory)]
            : [.. others];
    }

    private static FinishedRun Line(CleanupRun run, DateTimeOffset end) =>
        new()
        {
            Id = run.Id,
            Generation = run.Generation,
            Mode = run.Mode,
            StartTime = run.StartTime,
            CompletionTime = end,
            Succeeded = run.Nodes.Succeeded,
            Failed = run.Nodes.Failed,
            Skipped = run.Nodes.Skipped,
            ReclaimableBytes = run.Reclaimable.Bytes,
            QuarantinedBytes = run.Quarantined.Bytes,
            ReclaimedBytes = run.Reclaimed.Bytes,
        };
}
