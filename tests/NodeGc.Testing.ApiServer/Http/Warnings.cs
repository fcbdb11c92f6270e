using Microsoft.AspNetCore.Http;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>Tells the client something without refusing the request: the <c>Warning</c> header, which kubectl
/// prints.</summary>
internal static class Warnings
{
    public static void Add(HttpContext http, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            http.Response.Headers.Append("Warning", $"299 - \"{Escape(warning)}\"");
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
