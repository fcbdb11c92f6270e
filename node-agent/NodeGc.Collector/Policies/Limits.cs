namespace NodeGc.Collector.Policies;

/// <summary>Bounds of one run on one node. What they leave over is held for the next run; reaching one is no
/// failure.</summary>
/// <param name="MaxBytes">The most bytes that may go.</param>
/// <param name="MaxItems">The most directories that may go.</param>
/// <param name="MaxPercentOfStore">The largest share, 0 to 100, of the measured bytes of all candidates, live ones
/// included.</param>
/// <param name="Timeout">How long the sweep may take.</param>
/// <param name="DeletesPerSecond">The most file deletions per second; 0 = no bound.</param>
public sealed record Limits(Bytes MaxBytes, int MaxItems, int MaxPercentOfStore, TimeSpan Timeout, int DeletesPerSecond)
{
    /// <summary>Deletions pause while all work waits for disks for a larger share of the time, 0 to 100; 100 = they
    /// never do.</summary>
    public int MaxIOPressurePercent { get; init; } = 100;

    /// <summary>No bounds at all.</summary>
    public static readonly Limits None = new(new Bytes(long.MaxValue), int.MaxValue, 100, TimeSpan.MaxValue, 0);

    /// <summary>What is left for another store of the same node once <paramref name="bytes"/> and
    /// <paramref name="items"/> are planned for one.</summary>
    public Limits Without(Bytes bytes, int items) =>
        this with
        {
            MaxBytes = new Bytes(Math.Max(0, MaxBytes.Value - bytes.Value)),
            MaxItems = Math.Max(0, MaxItems - items),
        };
}
