using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Adds up directory sizes. One unknown size makes the sum unknown; directories missing from the disk count as
/// zero.</summary>
internal static class DirectorySizes
{
    public static Bytes? Sum(IEnumerable<Resource> directories) =>
        Sum(directories.Select(resource => resource.Directory is { } directory ? directory.Size : Bytes.Zero));

    public static Bytes? Sum(IEnumerable<Bytes?> sizes) =>
        sizes.Aggregate((Bytes?)Bytes.Zero, (sum, size) => sum is { } known && size is { } more ? known + more : null);
}
