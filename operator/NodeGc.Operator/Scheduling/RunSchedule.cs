using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Scheduling;

/// <summary>Decides which run a cleanup should be in. Pure: the same status at the same time gives the same run, in any
/// operator.</summary>
/// <remarks>
/// Without a schedule, each generation has one run. With one, a run starts at its due time, or later within the window;
/// of several due times that passed while nobody looked, only the last counts. A run that the end of the window
/// interrupts continues in the next one. A change of the spec ends the run in progress.
/// </remarks>
internal static class RunSchedule
{
    /// <summary>Null if nothing is due, and no run of this spec is left to look at.</summary>
    public static DueRun? Find(NodeStorageCleanup cleanup, DateTimeOffset now)
    {
        if (cleanup.Spec.Schedule is null)
            return new DueRun(RunId.Compute(cleanup)) { RunOnce = cleanup.Spec.RunOnce };
        if (CleanupSchedule.Find(cleanup.Spec) is not { } schedule)
            return null;
        var last = cleanup.Status?.LastRun is { } run && RunId.IsOf(cleanup, run) ? run : null;
        if (last is { CompletionTime: null })
            return DueRun.From(last) with { AcceptsNodes = IsOpen(last, schedule, now) };
        if (FindRunOnce(cleanup) is { } once)
            return new DueRun(RunId.Compute(cleanup, once)) { RunOnce = once, IsRecorded = false };
        if (FindDue(cleanup, schedule, now) is { } due)
            return new DueRun(RunId.Compute(cleanup, due)) { ScheduledTime = due, IsRecorded = false };
        return last is null ? null : DueRun.From(last) with { AcceptsNodes = false };
    }

    /// <summary>What the operator knows of the schedule; null without one.</summary>
    /// <param name="cleanup">With the status that was last written.</param>
    /// <param name="run">The last run now.</param>
    /// <param name="now">The operator's clock.</param>
    public static ScheduleStatus? Observe(NodeStorageCleanup cleanup, CleanupRun? run, DateTimeOffset now)
    {
        if (CleanupSchedule.Find(cleanup.Spec) is not { } schedule)
            return null;
        var known = cleanup.Status?.Schedule is { } before && before.Expression == schedule.Expression ? before : null;
        return new ScheduleStatus
        {
            Expression = schedule.Expression,
            ObservedTime = known?.ObservedTime ?? now,
            LastTime = Latest(known?.LastTime, run?.ScheduledTime),
            NextTime = cleanup.Spec.Suspend ? null : schedule.FindNext(now),
        };
    }

    /// <summary>When the answer of <see cref="Find"/> changes by itself; null if it does not.</summary>
    public static DateTimeOffset? FindNextChange(NodeStorageCleanup cleanup, DateTimeOffset now)
    {
        if (CleanupSchedule.Find(cleanup.Spec) is not { } schedule)
            return null;
        var next = schedule.FindNext(now);
        var end = schedule.FindLast(now - TimeSpan.FromDays(366), now) is { } due ? schedule.FindEnd(due) : next;
        return end > now && end < next ? end : next;
    }

    /// <summary>How long to wait before looking again: until the next change, but at most
    /// <paramref name="interval"/>.</summary>
    public static TimeSpan FindWait(NodeStorageCleanup cleanup, DateTimeOffset now, TimeSpan interval) =>
        FindNextChange(cleanup, now) is { } change && change - now < interval ? change - now : interval;

    // A run that runOnce started is open until it ends.
    private static bool IsOpen(CleanupRun run, CleanupSchedule schedule, DateTimeOffset now) =>
        run.ScheduledTime is not { } due
        || now < schedule.FindEnd(due)
        || (schedule.FindLast(due, now) is { } later && now < schedule.FindEnd(later));

    private static string? FindRunOnce(NodeStorageCleanup cleanup) =>
        cleanup.Spec.RunOnce is { } once && once != cleanup.Status?.LastHandledRunOnce ? once : null;

    /// <summary>Due times count from the moment at which the schedule was first seen.</summary>
    private static DateTimeOffset? FindDue(NodeStorageCleanup cleanup, CleanupSchedule schedule, DateTimeOffset now)
    {
        if (cleanup.Status?.Schedule is not { } known || known.Expression != schedule.Expression)
            return null;
        return schedule.FindLast(known.LastTime ?? known.ObservedTime, now) is { } due && now < schedule.FindEnd(due)
            ? due
            : null;
    }

    private static DateTimeOffset? Latest(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || second > first ? second : first;
}
