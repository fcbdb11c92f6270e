using System.Globalization;

namespace NodeGc.Api.Formats;

/// <summary>Times in messages, as Kubernetes writes them: UTC, to the second.</summary>
public static class UtcText
{
    /// <summary><c>2026-03-01T12:00:00Z</c>.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
