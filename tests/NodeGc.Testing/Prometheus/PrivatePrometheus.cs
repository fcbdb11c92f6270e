using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Prometheus;

/// <summary>
/// A real Prometheus on the loopback that scrapes one process. Disposing ends it and removes its folder.
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
    public static PrivatePrometheus Start(int port)
    {
        if (!File.Exists(Program))
            throw new FileNotFoundException($"{Program} is missing: run tests/setup/prometheus.sh.");
        var (folder, own) = (Directory.CreateTempSubdirectory("nodegc-p-").FullName, FindFreePort());
        var configuration = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(
            configuration,
            $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: nodegc
                static_configs: [{ targets: ["127.0.0.1:{{port}}"] }]
            """
        );
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
            var text = http.GetStringAsync($"api/v1/query?query={Uri.EscapeDataString(query)}")
                .GetAwaiter()
                .GetResult();
            var result = JsonNode.Parse(text)!["data"]!["result"]!.AsArray();
            return result.Count == 0
                ? null
                : double.Parse((string)result[0]!["value"]![1]!, CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return null; // It is starting.
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
