namespace NodeGc.Benchmarks;

/// <summary>Something that is measured against a bar.</summary>
/// <param name="Name">How it is asked for.</param>
/// <param name="Run">Measures.</param>
internal sealed record Benchmark(string Name, Func<BenchmarkOptions, Task<IEnumerable<Figure>>> Run)
{
    /// <summary>All there are.</summary>
    public static readonly IReadOnlyList<Benchmark> All =
    [
        new("scan", options => Task.FromResult(ScanBenchmark.Run(options))),
        new("delete", options => Task.FromResult(DeletionBenchmark.Run(options))),
        new("latency", options => Task.FromResult(LatencyBenchmark.Run(options))),
        new("plan", options => Task.FromResult(PlanBenchmark.Run(options))),
        new("read", options => Task.FromResult(ReadBenchmark.Run(options))),
        new("list", ListBenchmark.RunAsync),
        new("heartbeat", HeartbeatBenchmark.RunAsync),
        new("idle-agent", IdleAgentBenchmark.RunAsync),
        new("fleet", FleetBenchmark.RunAsync),
    ];

    public static Benchmark Named(string name) => All.First(benchmark => benchmark.Name == name);
}
