using System.Globalization;
using NodeGc.Api.Formats;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Formats figures and times as kubectl does.</summary>
public static class DisplayText
{
    /// <summary>Shown in place of a value that is not known.</summary>
    public const string Unknown = "–";

    /// <summary>Bytes in powers of 1024; a dash if they are not known.</summary>
    public static string Bytes(long? bytes) => bytes is { } known ? ByteSize.Format(known) : Unknown;

    /// <summary>A count with thousands separators; a dash if it is not known.</summary>
    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>A count with the noun in the right form.</summary>
    public static string Count(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>A number without separators, for attributes.</summary>
    public static string Plain(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>To the second, in UTC.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>As the API writes times.</summary>
    public static string Iso(DateTimeOffset time) => UtcText.Of(time);

    /// <summary>The two largest units: <c>3d4h</c>, <c>12m</c>, <c>45s</c>. Negative durations count as zero.</summary>
    public static string Duration(TimeSpan duration)
    {
        var rest = duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
        return rest switch
        {
            { TotalDays: >= 10 } => $"{rest.Days}d",
            { TotalDays: >= 1 } => Join(rest.Days, "d", rest.Hours, "h"),
            { TotalHours: >= 1 } => Join(rest.Hours, "h", rest.Minutes, "m"),
            { TotalMinutes: >= 10 } => $"{rest.Minutes}m",
            { TotalMinutes: >= 1 } => Join(rest.Minutes, "m", rest.Seconds, "s"),
            _ => $"{rest.Seconds}s",
        };
    }

    /// <summary>How long ago something was, or how long it will take: <c>5m ago</c>, <c>in 3h</c>.</summary>
    public static string Relative(DateTimeOffset time, DateTimeOffset now) =>
        time > now ? $"in {Duration(time - now)}" : $"{Duration(now - time)} ago";

    /// <summary>A digest with its first 12 digits.</summary>
    public static string ShortDigest(string digest)
    {
        var start = digest.IndexOf(':', StringComparison.Ordinal) + 1;
        return digest.Length - start > 12 ? digest[..(start + 12)] : digest;
    }

    private static string Join(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
