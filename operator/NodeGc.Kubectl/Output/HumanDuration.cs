using System.Globalization;

namespace NodeGc.Kubectl.Output;

/// <summary>Formats durations as kubectl does in the column AGE: <c>45s</c>, <c>5m10s</c>, <c>3h</c>,
/// <c>2d4h</c>.</summary>
internal static class HumanDuration
{
    private const string Unknown = "<unknown>";

    /// <summary>The time since <paramref name="then"/>.</summary>
    public static string Since(DateTimeOffset? then, DateTimeOffset now) =>
        then is { } time ? Format(now - time) : Unknown;

    /// <summary>The time until <paramref name="then"/>; <c>now</c> if it has passed, null if there is none.</summary>
    public static string? Until(DateTimeOffset? then, DateTimeOffset now) =>
        then is not { } time ? null
        : time <= now ? "now"
        : Format(time - now);

    /// <summary>At most two units; the smaller the less it matters. Clocks that differ a little give
    /// <c>0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var (seconds, minutes) = ((long)duration.TotalSeconds, (long)duration.TotalMinutes);
        var (hours, days) = ((long)duration.TotalHours, (long)duration.TotalDays);
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 120 => Units(seconds, 's'),
            _ when minutes < 10 => Units(minutes, 'm', seconds % 60, 's'),
            _ when minutes < 180 => Units(minutes, 'm'),
            _ when hours < 8 => Units(hours, 'h', minutes % 60, 'm'),
            _ when hours < 48 => Units(hours, 'h'),
            _ when days < 8 => Units(days, 'd', hours % 24, 'h'),
            _ when days < 2 * 365 => Units(days, 'd'),
            _ when days < 8 * 365 => Units(days / 365, 'y', days % 365, 'd'),
            _ => Units(days / 365, 'y'),
        };
    }

    private static string Units(long count, char unit, long rest = 0, char smaller = ' ') =>
        rest == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{count}{unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{count}{unit}{rest}{smaller}");
}
