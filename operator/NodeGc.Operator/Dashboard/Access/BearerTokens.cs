using System.Net.Http.Headers;
using System.Text;

namespace NodeGc.Operator.Dashboard.Access;

/// <summary>Finds the bearer token of a request.</summary>
internal static class BearerTokens
{
    /// <summary>Real tokens are a few kilobytes long at most.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>
    /// The token in an Authorization header: <c>Bearer TOKEN</c>, as a proxy sends it, or Basic authentication with the
    /// token as password and any user name, for which a browser has a dialog. Null if there is none.
    /// </summary>
    public static string? Find(string? header)
    {
        if (
            string.IsNullOrEmpty(header)
            || header.Length > MaxLength
            || !AuthenticationHeaderValue.TryParse(header, out var value)
        )
            return null;
        var token = value.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => value.Parameter,
            "BASIC" => FindPassword(value.Parameter ?? ""),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(token) ? null : token.Trim();
    }

    private static string? FindPassword(string parameter)
    {
        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length))
            return null;
        var credentials = Encoding.UTF8.GetString(bytes, 0, length);
        return credentials.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? credentials[(colon + 1)..]
            : null;
    }
}
