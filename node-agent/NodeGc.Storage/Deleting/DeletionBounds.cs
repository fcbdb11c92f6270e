namespace NodeGc.Storage.Deleting;

/// <summary>How much of the disk deletions may take from others.</summary>
/// <param name="PerSecond">The most file deletions per second; 0 = no bound.</param>
public sealed record DeletionBounds(int PerSecond)
{
    /// <summary>As fast as it goes.</summary>
    public static readonly DeletionBounds None = new(0);

    /// <summary>Deletions pause while <see cref="FindIoPressure"/> is above this, 0 to 100; 100 = they never
    /// do.</summary>
    public int MaxIOPressurePercent { get; init; } = 100;

    /// <summary>The share of time in which all work waits for disks, 0 to 100; null where nobody knows, which is no
    /// reason to pause.</summary>
    public Func<double?> FindIoPressure { get; init; } = () => null;
}
