using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Adds up what directories take. One figure that is not known makes the sum unknown; what is missing from the
/// disk takes nothing.</summary>
internal static class DirectorySizes
{
    public static Bytes? Sum(IEnumerable<Resource> directories) =>
        Sum(directories.Select(resource => resource.Directory is { } directory ? directory.Size : Bytes.Zero));

    public static Bytes? Sum(IEnumerable<Bytes?> sizes) =>
        sizes.Aggregate((Bytes?)Bytes.Zero, (sum, size) => sum is { } known && size is { } more ? known + more : null);
}
