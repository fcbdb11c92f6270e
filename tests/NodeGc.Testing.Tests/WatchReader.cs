using System.Text.Json.Nodes;

namespace NodeGc.Testing.Tests;

/// <summary>Reads the events of a watch one by one, and gives up waiting after a while.</summary>
internal sealed class WatchReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private WatchReader(HttpResponseMessage response, StreamReader lines) =>
        (this.response, this.lines) = (response, lines);

    public static async Task<WatchReader> OpenAsync(HttpClient http, string pathAndQuery)
    {
        var response = await http.GetAsync(pathAndQuery, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new WatchReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event as <c>TYPE name</c>, or <c>END</c> when the server ended the watch.</summary>
    public async Task<string> NextAsync() =>
        await NextEventAsync() is { } next ? $"{next["type"]} {next["object"]!["metadata"]?["name"]}".TrimEnd() : "END";

    /// <summary>The next event; null when the server ended the watch.</summary>
    public async Task<JsonObject?> NextEventAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var line = await lines.ReadLineAsync(deadline.Token);
        return line is null ? null : (JsonObject)JsonNode.Parse(line)!;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
