namespace NodeGc.Collector.Policies;

/// <summary>Limits of one run on one node. What exceeds them is held for the next run; reaching one is not a
/// failure.</summary>
/// <param name="MaxBytes">Maximum bytes to remove.</param>
/// <param name="MaxItems">Maximum number of items to remove.</param>
/// <param name="MaxPercentOfStore">Maximum share, 0 to 100, of the measured bytes of all candidates, including those in
/// use.</param>
/// <param name="Timeout">Maximum duration of the sweep.</param>
/// <param name="DeletesPerSecond">Maximum file deletions per second; 0 = unlimited.</param>
public sealed record Limits(Bytes MaxBytes, int MaxItems, int MaxPercentOfStore, TimeSpan Timeout, int DeletesPerSecond)
{
    /// <summary>Deletions pause while PSI io.full avg10 exceeds this percentage; 100 = never.</summary>
    public int MaxIOPressurePercent { get; init; } = 100;

    /// <summary>No limits.</summary>
    public static readonly Limits None = new(new Bytes(long.MaxValue), int.MaxValue, 100, TimeSpan.MaxValue, 0);

    /// <summary>What is left for another store of the same node after <paramref name="bytes"/> and
    /// <paramref name="items"/> are planned for one.</summary>
    public Limits Without(Bytes bytes, int items) =>
        this with
        {
            MaxBytes = new Bytes(Math.Max(0, MaxBytes.Value - bytes.Value)),
            MaxItems = Math.Max(0, MaxItems - items),
        };
}
