using System.Globalization;

namespace NodeGc.Testing.ApiServer.Objects;

/// <summary>Kubernetes writes times as RFC 3339 in UTC with whole seconds.</summary>
internal static class Timestamps
{
    public static string Stamp(this TimeProvider clock) => Format(clock.GetUtcNow());

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
