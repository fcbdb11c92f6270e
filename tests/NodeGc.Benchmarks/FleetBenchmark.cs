using System.Globalization;
using NodeGc.Fleet;
using NodeGc.Fleet.Measuring;

namespace NodeGc.Benchmarks;

/// <summary>Five cleanups on fleets of real agents over stores in memory, with the published operator: whether it keeps
/// its bars with 5,000 nodes, and whether its work grows no faster than the number of nodes.</summary>
internal static class FleetBenchmark
{
    private const int SmallFleet = 500;
    private const long Memory = 250L << 20;
    private static readonly TimeSpan EndToEnd = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    public static async Task<IEnumerable<Figure>> RunAsync(BenchmarkOptions options)
    {
        var small = await MeasureAsync(options, SmallFleet, TimeSpan.Zero);
        var large = await MeasureAsync(options, options.Nodes, Idle);
        var what = string.Create(CultureInfo.InvariantCulture, $"fleet of {options.Nodes} nodes");
        var growth = large.OperatorTimePerNode / small.OperatorTimePerNode;
        return
        [
            Figure.From($"{what}, 5 cleanups", large.Elapsed, "bar", EndToEnd, 1),
            From($"{what}, API writes per node and run", large.WritesPerNodeAndRun, bar: 4),
            From($"{what}, operator's peak memory, MiB", large.OperatorMemory >> 20, bar: Memory >> 20),
            From($"{what}, largest cleanup, KB", large.LargestCleanup / 1000.0, bar: 100),
            From($"{what}, largest NodeStorage, KB", large.LargestNodeStorage / 1000.0, bar: 20),
            From($"{what}, idle writes, node and minute", large.IdleWrites!.Value, bar: 2),
            new Figure(
                "operator's processor time per node",
                Figure.Milliseconds(large.OperatorTimePerNode),
                $"{SmallFleet} nodes {Figure.Milliseconds(small.OperatorTimePerNode)}",
                growth,
                1.2
            ),
        ];
    }

    private static Figure From(string what, double ours, double bar) =>
        new(what, ours.ToString("0.##", CultureInfo.InvariantCulture), $"bar {bar}", ours / bar, 1);

    private static async Task<FleetFigures> MeasureAsync(BenchmarkOptions options, int nodes, TimeSpan idle)
    {
        if (!File.Exists(options.Operator))
            throw new InvalidOperationException($"{options.Operator} is missing: make bench publishes it");
        var fleet = FleetOptions.Default with { Nodes = nodes, Idle = idle, Operator = options.Operator };
        using var log = new StreamWriter(fleet.Log);
        var figures = await FleetRun.MeasureAsync(fleet, _ => { }, log, CancellationToken.None);
        return figures.Problems is [var problem, ..] ? throw new InvalidOperationException(problem) : figures;
    }
}
