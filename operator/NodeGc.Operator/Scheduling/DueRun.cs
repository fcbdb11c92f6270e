using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Scheduling;

/// <summary>The run that a cleanup should be in now.</summary>
/// <param name="Id">The run's id.</param>
internal sealed record DueRun(string Id)
{
    /// <summary>The due time that it belongs to; null if no schedule started it.</summary>
    public DateTimeOffset? ScheduledTime { get; init; }

    /// <summary>The value of <c>spec.runOnce</c> that started it; null if something else did.</summary>
    public string? RunOnce { get; init; }

    /// <summary>Whether nodes may start in it now.</summary>
    public bool AcceptsNodes { get; init; } = true;

    /// <summary>Whether it may be carried out: a run that a schedule or <c>runOnce</c> starts is written into the
    /// status first, so that every operator knows it.</summary>
    public bool IsRecorded { get; init; } = true;

    public static DueRun From(CleanupRun run) =>
        new(run.Id) { ScheduledTime = run.ScheduledTime, RunOnce = run.RunOnce };
}
