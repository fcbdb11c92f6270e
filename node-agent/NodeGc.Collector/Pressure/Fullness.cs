namespace NodeGc.Collector.Pressure;

/// <summary>How full a filesystem is.</summary>
/// <param name="Used">Bytes in use.</param>
/// <param name="Available">Bytes that can still be written without privileges.</param>
/// <param name="UsedInodes">Inodes in use.</param>
/// <param name="FreeInodes">Free inodes; 0 together with <paramref name="UsedInodes"/> if inodes are not
/// limited.</param>
public sealed record Fullness(Bytes Used, Bytes Available, long UsedInodes, long FreeInodes)
{
    /// <summary>Used bytes as a percentage of used and available bytes, rounded up as df does.</summary>
    public int DiskPercent => Percent(Used.Value, Available.Value);

    /// <summary>Used inodes in percent, rounded up; null if inodes are not limited.</summary>
    public int? InodePercent => UsedInodes + FreeInodes <= 0 ? null : Percent(UsedInodes, FreeInodes);

    /// <summary>How full it would be without <paramref name="freed"/>.</summary>
    public Fullness Without(Extent freed) =>
        new(Used - freed.Bytes, Available + freed.Bytes, UsedInodes - freed.Inodes, FreeInodes + freed.Inodes);

    /// <summary>What must be freed to reach these percentages and this much free space.</summary>
    internal Extent Above(int? diskPercent, int? inodePercent, Bytes? free) =>
        new(
            new Bytes(
                Math.Max(
                    Above(Used.Value, Available.Value, diskPercent),
                    free is { } wanted ? wanted.Value - Available.Value : 0
                )
            ),
            Above(UsedInodes, FreeInodes, inodePercent)
        );

    private static int Percent(long used, long free) =>
        used <= 0 ? 0 : (int)((((Int128)used * 100) + used + free - 1) / ((Int128)used + free));

    private static long Above(long used, long free, int? percent) =>
        percent is { } most ? (long)Int128.Max(0, used - (((Int128)used + free) * most / 100)) : 0;
}
