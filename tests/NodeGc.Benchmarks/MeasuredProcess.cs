using System.Globalization;

namespace NodeGc.Benchmarks;

/// <summary>A process of its own, published as the agent is, so that its memory and its first time are its
/// own.</summary>
/// <param name="Program">The published <c>NodeGc.Benchmarks.Measured</c>.</param>
internal sealed record MeasuredProcess(string Program)
{
    /// <summary>The peak memory in bytes of measuring all layers of a tree.</summary>
    public long Scan(string tree) => Ask("scan", tree)[0];

    /// <summary>What reading and judging one store took.</summary>
    public Reading Read(LargeStore store)
    {
        var numbers = Ask("read", store.Root);
        if (numbers[3] != LargeStore.Orphans || numbers[4] != 0)
            throw new InvalidOperationException(
                $"{numbers[3]} orphans and {numbers[4]} doubts, so the times say nothing"
            );
        return new Reading(TimeSpan.FromTicks(numbers[0]), TimeSpan.FromTicks(numbers[1]), numbers[2]);
    }

    private long[] Ask(string what, string root)
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException($"{Program} is missing: make bench publishes it");
        return
        [
            .. Stopwatches
                .Run(Program, what, root)
                .Output.Split(' ')
                .Select(number => long.Parse(number, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Times, and peak memory in bytes.</summary>
    internal readonly record struct Reading(TimeSpan Read, TimeSpan Judge, long Memory)
    {
        public static readonly Reading Worst = new(TimeSpan.MaxValue, TimeSpan.MaxValue, long.MaxValue);

        /// <summary>The best of both: noise only ever adds.</summary>
        public Reading Best(Reading other) =>
            new(
                Read < other.Read ? Read : other.Read,
                Judge < other.Judge ? Judge : other.Judge,
                Math.Min(Memory, other.Memory)
            );
    }
}
