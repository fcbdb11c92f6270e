using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Prometheus;

/// <summary>
/// A real Prometheus on the loopback that scrapes processes. Disposing ends it and removes its folder.
/// </summary>
public sealed class PrivatePrometheus : IDisposable
{
    private const string Program = "/usr/bin/prometheus";
    private readonly string folder;
    private readonly Process process;
    private readonly HttpClient http;

    private PrivatePrometheus(string folder, Process process, int port)
    {
        (this.folder, this.process) = (folder, process);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
    }

    /// <summary>Starts one that scrapes <c>/metrics</c> of <paramref name="port"/> each second.</summary>
    public static PrivatePrometheus Start(int port) => Start([new ScrapeTarget("nodegc", port)]);

    /// <summary>Starts one that scrapes these each second.</summary>
    /// <param name="targets">What to scrape; it need not be there yet.</param>
    /// <param name="rules">A file of rules, evaluated each second; null for none.</param>
    public static PrivatePrometheus Start(IReadOnlyList<ScrapeTarget> targets, string? rules = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (!File.Exists(Program))
            throw new FileNotFoundException($"{Program} is missing: run tests/setup/prometheus.sh.");
        var (folder, own) = (Directory.CreateTempSubdirectory("nodegc-p-").FullName, FindFreePort());
        var configuration = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(
            configuration,
            $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
            rule_files: [{{(rules is null ? "" : "rules.yml")}}]
            scrape_configs:
            {{string.Join('\n', targets.Select(target => target.Yaml))}}
            """
        );
        if (rules is not null)
            File.WriteAllText(Path.Combine(folder, "rules.yml"), rules);
        string[] arguments =
        [
            $"--config.file={configuration}",
            $"--storage.tsdb.path={folder}/data",
            $"--web.listen-address=127.0.0.1:{own}",
        ];
        var process = new ExternalCommand(
            "/bin/sh",
            ["-c", "log=$1; shift; exec \"$0\" \"$@\" >\"$log\" 2>&1", Program, $"{folder}/log", .. arguments]
        ).Start();
        return new PrivatePrometheus(folder, process, own);
    }

    /// <summary>Waits until a query has a result, and returns its only value.</summary>
    public double Await(string query)
    {
        double? value = null;
        Deadline.Await($"a result of {query}", () => (value = Find(query)) is not null);
        return value!.Value;
    }

    /// <summary>Waits until an alert fires, and returns its labels and annotations.</summary>
    public JsonNode AwaitAlert(string name)
    {
        JsonNode? firing = null;
        Deadline.Await($"the alert {name} to fire", () =>
            (firing = ListAlerts().FirstOrDefault(alert => NameOf(alert) == name && IsFiring(alert))) is not null
        );
        return firing!;
    }

    /// <summary>Names of all alerts that fire now.</summary>
    public IReadOnlyList<string> ListFiring() => [.. ListAlerts().Where(IsFiring).Select(NameOf)];

    /// <summary>The result of a query; empty if nothing matches.</summary>
    /// <exception cref="FormatException">Prometheus does not understand it.</exception>
    public JsonArray Query(string query)
    {
        using var response = http.GetAsync($"api/v1/query?query={Uri.EscapeDataString(query)}")
            .GetAwaiter()
            .GetResult();
        // 503 while it is starting.
        if (response.StatusCode >= System.Net.HttpStatusCode.InternalServerError)
            response.EnsureSuccessStatusCode();
        var answer = JsonNode.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult())!;
        return response.IsSuccessStatusCode
            ? answer["data"]!["result"]!.AsArray()
            : throw new FormatException($"{query}: {answer["error"]}");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private double? Find(string query)
    {
        if (process.HasExited)
            throw new InvalidOperationException($"Prometheus ended: {File.ReadAllText($"{folder}/log")}");
        try
        {
            var result = Query(query);
            return result.Count == 0
                ? null
                : double.Parse((string)result[0]!["value"]![1]!, CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return null; // It is starting.
        }
    }

    private IEnumerable<JsonNode> ListAlerts() =>
        JsonNode.Parse(http.GetStringAsync("api/v1/alerts").GetAwaiter().GetResult())!["data"]!["alerts"]!
            .AsArray()
            .OfType<JsonNode>();

    private static bool IsFiring(JsonNode alert) => (string?)alert["state"] == "firing";

    private static string NameOf(JsonNode alert) => (string)alert["labels"]!["alertname"]!;

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
