using System.Collections.Immutable;
using Cronos;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Operator.Scheduling;

/// <summary>The due times of a cleanup. Pure.</summary>
/// <remarks>
/// At a clock change, Cronos does what the CronJobs of Kubernetes do: a time that does not exist is due right after the
/// gap, and a time that exists twice is due once, unless the schedule is one of intervals (<c>*/5 * * * *</c>).
/// </remarks>
internal sealed record CleanupSchedule
{
    /// <summary>Due times that the weekdays exclude before the next one is given up.</summary>
    private const int MaxExcluded = 20_000;

    /// <summary>How far to look back for the last due time, the nearest first: most schedules are due often.</summary>
    private static readonly ImmutableArray<TimeSpan> LookBack =
    [
        TimeSpan.FromHours(1),
        TimeSpan.FromDays(2),
        TimeSpan.FromDays(62),
        TimeSpan.FromDays(800),
        TimeSpan.FromDays(15_000),
    ];

    private static readonly TimeZoneInfo Utc = TimeZoneInfo.CreateCustomTimeZone(
        "Etc/UTC",
        TimeSpan.Zero,
        "UTC",
        "UTC"
    );

    private readonly CronExpression cron;
    private readonly TimeZoneInfo zone;
    private readonly ImmutableArray<DayOfWeek> days;
    private readonly TimeSpan? window;

    private CleanupSchedule(CronExpression cron, TimeZoneInfo zone, NodeStorageCleanupSpec spec)
    {
        (this.cron, this.zone) = (cron, zone);
        days = [.. spec.Days.Distinct().Order().Select(DayOf)];
        window = spec.Window is { } text ? GoDuration.Parse(text) : null;
        var suffix = days.IsEmpty ? "" : $" on {string.Join(',', spec.Days.Distinct().Order())}";
        Expression = $"{spec.Schedule}{suffix} {zone.Id}";
    }

    /// <summary>The schedule, the days and the time zone in one line.</summary>
    public string Expression { get; }

    /// <summary>Null without a schedule, and if <see cref="ScheduleRules"/> find a problem.</summary>
    public static CleanupSchedule? Find(NodeStorageCleanupSpec spec) =>
        spec.Schedule is { } text && CronExpression.TryParse(text, out var cron) && FindZone(spec.TimeZone) is { } zone
            ? new CleanupSchedule(cron, zone, spec)
            : null;

    /// <summary>Null if the system does not know it; UTC is known to every system.</summary>
    public static TimeZoneInfo? FindZone(string id) =>
        id is "Etc/UTC" or "UTC" ? Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone
        : null;

    /// <summary>The first due time after <paramref name="now"/>; null without a schedule, or if there is
    /// none.</summary>
    public static DateTimeOffset? FindNext(NodeStorageCleanupSpec spec, DateTimeOffset now) =>
        Find(spec)?.FindNext(now);

    /// <summary>The latest due time that is after <paramref name="start"/> and not after <paramref name="now"/>; null
    /// if there is none.</summary>
    public DateTimeOffset? FindLast(DateTimeOffset start, DateTimeOffset now)
    {
        foreach (var span in LookBack)
        {
            var from = now - span > start ? now - span : start;
            if (from > now)
                return null;
            if (List(from, now).Select(time => (DateTimeOffset?)time).LastOrDefault() is { } last)
                return last;
            if (from == start)
                return null;
        }
        return null;
    }

    /// <summary>The first due time after <paramref name="now"/>; null if it is never due again.</summary>
    public DateTimeOffset? FindNext(DateTimeOffset now)
    {
        DateTimeOffset? next = now;
        for (var excluded = 0; excluded < MaxExcluded; excluded++)
        {
            next = cron.GetNextOccurrence(next.Value, zone);
            if (next is not { } time)
                return null;
            if (IsOnDay(time))
                return time.ToUniversalTime();
        }
        return null;
    }

    /// <summary>Until when nodes may start in the run that is due at <paramref name="due"/>.</summary>
    public DateTimeOffset FindEnd(DateTimeOffset due)
    {
        var next = FindNext(due) ?? DateTimeOffset.MaxValue;
        return window is { } length && due + length < next ? due + length : next;
    }

    private IEnumerable<DateTimeOffset> List(DateTimeOffset start, DateTimeOffset end) =>
        cron.GetOccurrences(start, end, zone, fromInclusive: false, toInclusive: true)
            .Where(IsOnDay)
            .Select(time => time.ToUniversalTime());

    private bool IsOnDay(DateTimeOffset time) =>
        days.IsEmpty || days.Contains(TimeZoneInfo.ConvertTime(time, zone).DayOfWeek);

    // The week of the API begins on Monday, the one of .NET on Sunday.
    private static DayOfWeek DayOf(WeekDay day) => (DayOfWeek)(((int)day + 1) % 7);
}
