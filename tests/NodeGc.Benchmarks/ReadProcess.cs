using System.Diagnostics;
using System.Globalization;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Marking.Rules;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage;
using NodeGc.Storage.Locating;

namespace NodeGc.Benchmarks;

/// <summary>A process that does nothing but read and judge one store, so that its memory and its first time are its own.</summary>
internal static class ReadProcess
{
    /// <summary>With it and a data root, this program reads the store and prints how long reading and judging took, and its peak memory.</summary>
    public const string Command = "read-and-tell";

    public static Result Start(string dataRoot)
    {
        var words = Stopwatches.Run(Path.Combine(AppContext.BaseDirectory, "NodeGc.Benchmarks"), Command, dataRoot).Output.Split(' ');
        return new Result(Ticks(words[0]), Ticks(words[1]), long.Parse(words[2], CultureInfo.InvariantCulture));
    }

    public static async Task<string> MeasureAsync(string dataRoot)
    {
        var found = (DataRootAnswer.Found)DataRootFinder.Find(new DataRootQuery { DataRoot = dataRoot });
        var read = Stopwatch.StartNew();
        var inventory = await StoreReader.ReadAsync(found.Stores[0], new StoreReaderOptions(), CancellationToken.None);
        read.Stop();
        var judge = Stopwatch.StartNew();
        var policy = new CleanupPolicy { Layers = new ClassPolicy(TimeSpan.Zero, 2, TimeSpan.FromSeconds(5)) };
        var sightings = Sightings.None.Observe(inventory with { TakenAt = inventory.TakenAt.AddMinutes(-1) }).Observe(inventory);
        var plan = Planner.Plan(new PolicyInput(inventory, policy, sightings, inventory.TakenAt.AddMinutes(1)));
        judge.Stop();
        if (plan.Items.Length != LargeStore.Orphans || !inventory.Doubts.IsEmpty)
            throw new InvalidOperationException($"{plan.Items.Length} orphans and {inventory.Doubts.Length} doubts, so the times say nothing");
        return string.Create(CultureInfo.InvariantCulture, $"{read.Elapsed.Ticks} {judge.Elapsed.Ticks} {ProcessMemory.PeakOf("self")}");
    }

    private static TimeSpan Ticks(string text) => TimeSpan.FromTicks(long.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>What one process needed.</summary>
    internal readonly record struct Result(TimeSpan Read, TimeSpan Judge, long Memory)
    {
        /// <summary>The best of both: noise only ever adds.</summary>
        public Result Best(Result other) => new(
            Read < other.Read ? Read : other.Read, Judge < other.Judge ? Judge : other.Judge, Math.Min(Memory, other.Memory));
    }
}
