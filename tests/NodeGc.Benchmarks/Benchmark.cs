namespace NodeGc.Benchmarks;

/// <summary>Something that is measured against a bar.</summary>
/// <param name="Name">How it is asked for.</param>
/// <param name="Run">Measures.</param>
internal sealed record Benchmark(string Name, Func<BenchmarkOptions, IEnumerable<Figure>> Run)
{
    /// <summary>All there are. The last one needs a published agent and is run only by name.</summary>
    public static readonly IReadOnlyList<Benchmark> All =
    [
        new("scan", ScanBenchmark.Run),
        new("delete", DeletionBenchmark.Run),
        new("plan", PlanBenchmark.Run),
        new("read", ReadBenchmark.Run),
        new("idle-agent", IdleAgentBenchmark.Run),
    ];

    public static Benchmark Named(string name) => All.First(benchmark => benchmark.Name == name);
}
