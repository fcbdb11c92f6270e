using NodeGc.Collector.Accounting;

namespace NodeGc.Collector.Pressure;

/// <summary>How full a filesystem has to be before anything is removed, and when it is enough. One threshold that is
/// reached is enough to begin; to stop, all have to be satisfied.</summary>
/// <param name="Disk">For bytes; null = they do not count.</param>
/// <param name="Inodes">For inodes; null = they do not count.</param>
public sealed record Thresholds(Threshold? Disk, Threshold? Inodes)
{
    /// <summary>For free bytes; null = they do not count.</summary>
    public FreeThreshold? Free { get; init; }

    /// <summary>High was reached before, and by now only low counts.</summary>
    public bool HasBegun { get; init; }

    /// <summary>What lies in the quarantine and would go before anything else.</summary>
    public Extent Evictable { get; init; } = Extent.Zero;

    /// <summary>Whether it is full enough to begin.</summary>
    public bool IsReached(Fullness now) =>
        now.DiskPercent >= Disk?.High || now.Available < Free?.Low || now.InodePercent >= Inodes?.High;

    /// <summary>Whether nothing more has to go.</summary>
    public bool IsLow(Fullness now) =>
        !(now.DiskPercent > Disk?.Low) && !(now.Available < Free?.High) && !(now.InodePercent > Inodes?.Low);

    /// <summary>What has to go; nothing while high was never reached.</summary>
    public Shortage ShortageOf(Fullness now) =>
        HasBegun || IsReached(now)
            ? new Shortage(
                now.Without(Evictable).Above(Disk?.Low, Inodes?.Low, Free?.High),
                $"enough goes without it to reach {Lows}"
            )
            : new Shortage(Extent.Zero, AgainstHigh(now));

    /// <summary>For example <c>disk use 62 % is below high 85 %</c>.</summary>
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

    /// <summary>For example <c>disk use 74 % is not above low 75 %</c>.</summary>
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
            Disk is null ? null : $"disk use {Disk.Low} %",
            Free is null ? null : $"{Free.High} free",
            Inodes is null ? null : $"inode use {Inodes.Low} %"
        );

    private static string AgainstFree(Fullness now, string word, Bytes threshold) =>
        $"{now.Available} free is {(now.Available < threshold ? "below" : "not below")} {word} {threshold}";

    private static string Against(string what, int? percent, string relation, string word, int threshold) =>
        percent is null
            ? $"{what}s have no bound on this filesystem"
            : $"{what} use {percent} % {relation} {word} {threshold} %";

    private static string Join(params string?[] parts) => string.Join(", ", parts.OfType<string>());
}
