using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NodeGc.Fleet.Clusters;

/// <summary>An operator in a process of its own, so that its memory and its processor time are its own.</summary>
internal sealed class OperatorProcess : IDisposable
{
    /// <summary>What .NET allows itself in a container with the chart's memory limit of 256Mi: three quarters, in
    /// hexadecimal. Without a limit, it collects as seldom as the machine's memory allows.</summary>
    private const string HeapLimit = "C000000";

    private readonly Process process;
    private readonly Uri metrics;
    private readonly HttpClient http = new();

    private OperatorProcess(Process process, int port)
    {
        this.process = process;
        metrics = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/metrics"));
    }

    /// <summary>Processor time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Its largest resident memory so far, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <param name="program">A published program, or an assembly that <c>dotnet</c> runs.</param>
    /// <param name="kubeconfig">Its credentials.</param>
    /// <param name="namespace">Where its lease is, and those of the agents.</param>
    /// <param name="log">Receives what it prints.</param>
    public static OperatorProcess Start(string program, string kubeconfig, string @namespace, TextWriter log)
    {
        var port = FindPort();
        string[] arguments = [$"--health-port={port}", $"--namespace={@namespace}"];
        var start = program.EndsWith(".dll", StringComparison.Ordinal)
            ? new ProcessStartInfo("dotnet", [program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["KUBECONFIG"] = kubeconfig;
        // What makes this process faster would make the operator larger.
        foreach (
            var setting in start
                .Environment.Keys.Where(name => name.StartsWith("DOTNET_GC", StringComparison.OrdinalIgnoreCase))
                .ToList()
        )
            start.Environment.Remove(setting);
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        var process = Process.Start(start)!;
        var lines = TextWriter.Synchronized(log);
        process.OutputDataReceived += (_, line) => lines.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => lines.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new OperatorProcess(process, port);
    }

    /// <summary>How many objects it has written so far.</summary>
    public async Task<long> CountWritesAsync(CancellationToken cancellationToken) =>
        await SumAsync("nodegc_operator_api_requests_total", IsWrite, cancellationToken);

    /// <summary>How many objects it has reconciled so far.</summary>
    public async Task<long> CountReconcilesAsync(CancellationToken cancellationToken) =>
        await SumAsync("nodegc_operator_reconciles_total", _ => true, cancellationToken);

    public void Dispose()
    {
        http.Dispose();
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<long> SumAsync(string name, Func<string, bool> counts, CancellationToken cancellationToken)
    {
        var text = await http.GetStringAsync(metrics, cancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && counts(line))
            .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    private static bool IsWrite(string line) =>
        !line.Contains("verb=\"get\"", StringComparison.Ordinal)
        && !line.Contains("verb=\"list\"", StringComparison.Ordinal)
        && !line.Contains("verb=\"watch\"", StringComparison.Ordinal);

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
