namespace NodeGc.Removal.Deleting;

/// <summary>Limits on the disk load of deletions.</summary>
/// <param name="PerSecond">Maximum file deletions per second; 0 = unlimited.</param>
public sealed record DeletionBounds(int PerSecond)
{
    /// <summary>No limits.</summary>
    public static readonly DeletionBounds None = new(0);

    /// <summary>Deletions pause while <see cref="FindIoPressure"/> is above this, 0 to 100; 100 = never.</summary>
    public int MaxIOPressurePercent { get; init; } = 100;

    /// <summary>PSI io.full avg10, 0 to 100; null if unknown, which does not pause deletions.</summary>
    public Func<double?> FindIoPressure { get; init; } = () => null;
}
