namespace NodeGc.Collector;

/// <summary>Disk space and inodes.</summary>
/// <param name="Bytes">Allocated bytes.</param>
/// <param name="Inodes">How many inodes.</param>
public readonly record struct Extent(Bytes Bytes, long Inodes)
{
    public static readonly Extent Zero = new(Bytes.Zero, 0);

    /// <summary>Adds two extents.</summary>
    public static Extent operator +(Extent left, Extent right) =>
        new(left.Bytes + right.Bytes, left.Inodes + right.Inodes);

    /// <summary>Subtracts <paramref name="right"/>.</summary>
    public static Extent operator -(Extent left, Extent right) =>
        new(left.Bytes - right.Bytes, left.Inodes - right.Inodes);

    /// <summary>Adds two extents.</summary>
    public static Extent Add(Extent left, Extent right) => left + right;

    /// <summary>Subtracts <paramref name="right"/>.</summary>
    public static Extent Subtract(Extent left, Extent right) => left - right;

    /// <summary>The sum of <paramref name="extents"/>; zero for none.</summary>
    public static Extent Sum(IEnumerable<Extent> extents) => extents.Aggregate(Zero, Add);
}
