namespace NodeGc.Collector.Pressure;

/// <summary>How full a filesystem must be before anything is removed, and when to stop. Any threshold that is reached
/// starts cleaning; all must be satisfied to stop.</summary>
/// <param name="Disk">For bytes; null = ignored.</param>
/// <param name="Inodes">For inodes; null = ignored.</param>
public sealed record Thresholds(Threshold? Disk, Threshold? Inodes)
{
    /// <summary>For free bytes; null = ignored.</summary>
    public FreeThreshold? Free { get; init; }

    /// <summary>High was reached before; only low counts now.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Quarantined data, which would be deleted before anything else.</summary>
    public Extent Evictable { get; init; } = Extent.Zero;

    /// <summary>Whether it is full enough to start.</summary>
    public bool IsReached(Fullness now) =>
        now.DiskPercent >= Disk?.High || now.Available < Free?.Low || now.InodePercent >= Inodes?.High;

    /// <summary>Whether nothing more has to be removed.</summary>
    public bool IsLow(Fullness now) =>
        !(now.DiskPercent > Disk?.Low) && !(now.Available < Free?.High) && !(now.InodePercent > Inodes?.Low);

    /// <summary>How much to remove; zero while high was never reached.</summary>
    public SpaceTarget TargetFor(Fullness now) =>
        HasBegun || IsReached(now)
            ? new SpaceTarget(
                now.Without(Evictable).Above(Disk?.Low, Inodes?.Low, Free?.High),
                $"not needed to reach {Lows}"
            )
            : new SpaceTarget(Extent.Zero, AgainstHigh(now));

    /// <summary>For example <c>disk usage 62% is below the high threshold of 85%</c>.</summary>
    public string AgainstHigh(Fullness now) =>
        Join(
            Disk is { High: var high }
                ? Against("disk", now.DiskPercent, now.DiskPercent >= high ? "has reached" : "is below", "high", high)
                : null,
            Free is null ? null : AgainstFree(now, "low", Free.Low),
            Inodes is { High: var most }
                ? Against(
                    "inode",
                    now.InodePercent,
                    now.InodePercent >= most ? "has reached" : "is below",
                    "high",
                    most
                )
                : null
        );

    /// <summary>For example <c>disk usage 74% is not above the low threshold of 75%</c>.</summary>
    public string AgainstLow(Fullness now) =>
        Join(
            Disk is { Low: var low }
                ? Against("disk", now.DiskPercent, now.DiskPercent > low ? "is above" : "is not above", "low", low)
                : null,
            Free is null ? null : AgainstFree(now, "high", Free.High),
            Inodes is { Low: var most }
                ? Against("inode", now.InodePercent, now.InodePercent > most ? "is above" : "is not above", "low", most)
                : null
        );

    private string Lows =>
        Join(
            Disk is null ? null : $"disk usage {Disk.Low}%",
            Free is null ? null : $"{Free.High} free",
            Inodes is null ? null : $"inode usage {Inodes.Low}%"
        );

    private static string AgainstFree(Fullness now, string word, Bytes threshold) =>
        $"{now.Available} free is {(now.Available < threshold ? "below" : "not below")} the {word} threshold of "
        + $"{threshold}";

    private static string Against(string what, int? percent, string relation, string word, int threshold) =>
        percent is null
            ? $"the filesystem has no {what} limit"
            : $"{what} usage {percent}% {relation} the {word} threshold of {threshold}%";

    private static string Join(params string?[] parts) => string.Join(", ", parts.OfType<string>());
}
