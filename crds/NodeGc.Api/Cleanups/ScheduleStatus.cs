namespace NodeGc.Api.Cleanups;

/// <summary>What the operator knows of the schedule.</summary>
public sealed record ScheduleStatus
{
    /// <summary>The schedule, the days and the time zone that the times below belong to.</summary>
    public required string Expression { get; init; }

    /// <summary>When the operator first saw this schedule. Due times before that are not made up for.</summary>
    public required DateTimeOffset ObservedTime { get; init; }

    /// <summary>The due time of the run that started last; null before the first.</summary>
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>The next due time.</summary>
    public DateTimeOffset? NextTime { get; init; }
}
