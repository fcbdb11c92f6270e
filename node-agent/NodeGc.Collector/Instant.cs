using System.Globalization;

namespace NodeGc.Collector;

/// <summary>How instants are written in reasons and reports.</summary>
public static class Instant
{
    /// <summary>The instant in UTC, to the second: <c>2026-11-21T04:00:00Z</c> (RFC 3339).</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
