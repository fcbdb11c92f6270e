using System.Diagnostics;
using NodeGc.Collector;

namespace NodeGc.Benchmarks;

/// <summary>The memory of the published agent while it has nothing to do: <c>idle-agent --agent path/to/nodegc-agent</c>.</summary>
internal static class IdleAgentBenchmark
{
    private const long Bar = 40 * 1024 * 1024;

    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(10);

    public static IEnumerable<Figure> Run(BenchmarkOptions options)
    {
        var agent = options.Agent ?? throw new InvalidOperationException($"say which agent: {BenchmarkOptions.Usage}");
        using var process = Process.Start(new ProcessStartInfo(agent, ["run"])) ?? throw new InvalidOperationException($"{agent} could not be started");
        try
        {
            if (process.WaitForExit(UntilIdle)) throw new InvalidOperationException($"{agent} ended with {process.ExitCode} instead of idling");
            var memory = ProcessMemory.NowOf(process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return [new Figure("memory of the idle agent", new Bytes(memory).ToString(), $"bar {new Bytes(Bar)}", (double)memory / Bar, 1)];
        }
        finally
        {
            process.Kill();
        }
    }
}
