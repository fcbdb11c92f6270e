using System.Globalization;

namespace NodeGc.Collector;

/// <summary>Formats instants and durations, and adds to them without overflow: times on disk may be absurd.</summary>
public static class Instant
{
    /// <summary>The instant in UTC, to the second: <c>2026-11-21T04:00:00Z</c> (RFC 3339).</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A duration of 0 or more, to the second, as policies write it: <c>10m</c>, <c>1h30m</c>.</summary>
    public static string Format(TimeSpan span)
    {
        var hours = span.Hours + (24 * span.Days);
        var parts = new[] { (hours, "h"), (span.Minutes, "m"), (span.Seconds, "s") };
        var text = string.Concat(parts.Where(part => part.Item1 > 0).Select(part => $"{part.Item1}{part.Item2}"));
        return text.Length == 0 ? "0s" : text;
    }

    /// <summary><paramref name="instant"/> plus <paramref name="span"/> (0 or more); at most the last instant of the
    /// calendar.</summary>
    public static DateTimeOffset Later(DateTimeOffset instant, TimeSpan span) =>
        span < DateTimeOffset.MaxValue - instant ? instant + span : DateTimeOffset.MaxValue;

    /// <summary><paramref name="instant"/> minus <paramref name="span"/> (0 or more); at least the first instant of the
    /// calendar.</summary>
    public static DateTimeOffset Earlier(DateTimeOffset instant, TimeSpan span) =>
        span < instant - DateTimeOffset.MinValue ? instant - span : DateTimeOffset.MinValue;
}
