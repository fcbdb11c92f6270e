using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Operator.Notifications;

/// <summary>Signs notifications with HMAC-SHA256, as the specification Standard Webhooks defines it: over the id, the
/// time and the body, so that neither can be exchanged or sent again later.</summary>
/// <remarks>https://github.com/standard-webhooks/standard-webhooks. A file with several keys, one per line, gives a
/// signature by each of them: receivers accept any, so that a key can be replaced.</remarks>
internal sealed class WebhookSignature
{
    /// <summary>Shorter keys can be guessed.</summary>
    private const int MinKeyBytes = 16;

    private const int MaxKeys = 4;
    private const string Prefix = "whsec_";

    private readonly ImmutableArray<byte[]> keys;

    private WebhookSignature(ImmutableArray<byte[]> keys) => this.keys = keys;

    /// <summary>Why the text contains no keys; null if it does. Never quotes it.</summary>
    /// <param name="text">One key per line: <c>whsec_</c> and base64, or any text, whose UTF-8 bytes are the
    /// key.</param>
    /// <param name="signature">Signs with these keys; null if there is a problem.</param>
    public static string? FindProblem(string text, out WebhookSignature? signature)
    {
        signature = null;
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length is 0 or > MaxKeys)
            return $"contains {lines.Length} signing keys; write one, or up to {MaxKeys}, one per line";
        var keys = lines.Select(FindKey).ToList();
        if (keys.Contains(null))
            return $"a signing key that starts with {Prefix} must continue with base64";
        if (keys.Any(key => key!.Length < MinKeyBytes))
            return $"a signing key must have at least {MinKeyBytes} bytes; create one with openssl rand -base64 32";
        signature = new WebhookSignature([.. keys.OfType<byte[]>()]);
        return null;
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="id">That of the header <c>webhook-id</c>.</param>
    /// <param name="timestamp">That of the header <c>webhook-timestamp</c>, in seconds since 1970.</param>
    /// <param name="body">As it is sent.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var start = Encoding.UTF8.GetBytes($"{id}.{timestamp.ToString(CultureInfo.InvariantCulture)}.");
        byte[] signed = [.. start, .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }

    private static byte[]? FindKey(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(line);
        var buffer = new byte[line.Length];
        return Convert.TryFromBase64String(line[Prefix.Length..], buffer, out var length) ? buffer[..length] : null;
    }
}
