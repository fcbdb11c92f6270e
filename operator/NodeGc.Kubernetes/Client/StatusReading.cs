using System.Net;
using System.Text.Json;

namespace NodeGc.Kubernetes.Client;

/// <summary>Converts an error response (<c>metav1.Status</c>) to an exception.</summary>
internal static class StatusReading
{
    private const int MaxTextLength = 500;

    public static KubernetesException Read(
        string request,
        HttpStatusCode status,
        ReadOnlySpan<byte> body,
        TimeSpan? retryAfter
    )
    {
        var (reason, message) = Parse(body);
        return new KubernetesException($"{request}: {(int)status} {message ?? status.ToString()}")
        {
            Kind = Classify(status, reason),
            Status = status,
            Reason = reason,
            RetryAfter = retryAfter,
        };
    }

    /// <summary>The object of an <c>ERROR</c> event inside a watch, whose response itself had status 200.</summary>
    public static KubernetesException Read(string request, JsonElement status)
    {
        var code = status.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 500;
        return Read(request, (HttpStatusCode)code, System.Text.Encoding.UTF8.GetBytes(status.GetRawText()), null);
    }

    private static KubernetesErrorKind Classify(HttpStatusCode status, string? reason) =>
        (int)status switch
        {
            401 => KubernetesErrorKind.Unauthorized,
            403 => KubernetesErrorKind.Forbidden,
            404 => KubernetesErrorKind.NotFound,
            409 => reason == "AlreadyExists" ? KubernetesErrorKind.AlreadyExists : KubernetesErrorKind.Conflict,
            410 => KubernetesErrorKind.Gone,
            429 => KubernetesErrorKind.TooManyRequests,
            >= 500 => KubernetesErrorKind.Unavailable,
            >= 400 => KubernetesErrorKind.Invalid,
            _ => KubernetesErrorKind.Protocol,
        };

    private static (string? Reason, string? Message) Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return (Text(document.RootElement, "reason"), Text(document.RootElement, "message"));
        }
        catch (JsonException)
        {
            // A proxy or load balancer responds in plain text or HTML.
            var text = System.Text.Encoding.UTF8.GetString(body).Trim();
            return (null, text.Length == 0 ? null : text[..Math.Min(text.Length, MaxTextLength)]);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
