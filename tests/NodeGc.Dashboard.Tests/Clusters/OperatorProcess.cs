using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NodeGc.Testing.Charts;

namespace NodeGc.Dashboard.Tests.Clusters;

/// <summary>The operator as the Deployment starts it, with its dashboard on a free port.</summary>
internal sealed class OperatorProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> log = [];

    private OperatorProcess(Process process, int port) =>
        (this.process, Address) = (process, new Uri($"http://127.0.0.1:{port}/"));

    public Uri Address { get; }

    /// <summary>Resident memory in MiB.</summary>
    public int MemoryMiB
    {
        get
        {
            var line = File.ReadLines($"/proc/{process.Id}/status")
                .Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                / 1024;
        }
    }

    public static OperatorProcess Start(string kubeconfig, string identity, string? address = null)
    {
        var port = FindFreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nodegc-operator.dll")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var environment = start.Environment;
        environment["KUBECONFIG"] = kubeconfig;
        environment["POD_NAMESPACE"] = ChartRights.Namespace;
        environment["POD_NAME"] = identity;
        environment["NODEGC_LEASE_NAME"] = ChartRights.Operator;
        // A report is written once, and the tests take minutes.
        environment["NODEGC_HEARTBEAT_BOUND"] = "1h";
        environment["NODEGC_HEALTH_PORT"] = "0";
        environment["NODEGC_DASHBOARD_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        environment["NODEGC_DASHBOARD_ADDRESS"] = address ?? "";
        // As in the image: settings of the test run are no settings of the operator.
        environment.Remove("DOTNET_GCgen0size");
        var process = Process.Start(start)!;
        var started = new OperatorProcess(process, port);
        process.OutputDataReceived += (_, line) => started.log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => started.log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Waits until it responds and has read the cluster.</summary>
    /// <param name="code">What it responds with then.</param>
    public async Task AwaitAsync(HttpStatusCode code = HttpStatusCode.OK)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/", deadline.Token);
                if (answer.StatusCode == code)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }
            if (process.HasExited)
                throw new InvalidOperationException(
                    $"the operator exited with {process.ExitCode}: {string.Join('\n', log)}"
                );
            await Task.Delay(50, deadline.Token);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
