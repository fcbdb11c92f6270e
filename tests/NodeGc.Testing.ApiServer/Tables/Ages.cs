using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Tables;

/// <summary>Time that has passed, in kubectl's words: two units at most, <c>118s</c>, <c>5m10s</c>, <c>3h12m</c>,
/// <c>9d</c>.</summary>
internal static class Ages
{
    public static string Since(string? timestamp, DateTimeOffset now) =>
        Timestamps.TryParse(timestamp, out var time) ? Show(now - time) : "<unknown>";

    public static string Show(TimeSpan age)
    {
        var (seconds, minutes, hours, days) = (
            (long)age.TotalSeconds,
            (long)age.TotalMinutes,
            (long)age.TotalHours,
            (long)age.TotalDays
        );
        return age switch
        {
            { TotalSeconds: <= -2 } => "<invalid>",
            { TotalSeconds: < 0 } => "0s",
            { TotalMinutes: < 2 } => $"{seconds}s",
            { TotalMinutes: < 10 } => Two(minutes, "m", age.Seconds, "s"),
            { TotalHours: < 3 } => $"{minutes}m",
            { TotalHours: < 8 } => Two(hours, "h", age.Minutes, "m"),
            { TotalHours: < 48 } => $"{hours}h",
            { TotalDays: < 8 } => Two(days, "d", age.Hours, "h"),
            { TotalDays: < 730 } => $"{days}d",
            { TotalDays: < 2920 } => Two(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    private static string Two(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
