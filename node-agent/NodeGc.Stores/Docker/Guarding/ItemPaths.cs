using System.Text.RegularExpressions;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Journaling;

namespace NodeGc.Stores.Docker.Guarding;

/// <summary>
/// The final check of an item's paths before anything is changed: a directory directly in the home of its own driver,
/// or in <c>volumes</c>, with an engine-generated name, the home of an unused driver, or a known debris path. Whatever
/// a plan says, nothing else can be moved.
/// </summary>
internal static partial class ItemPaths
{
    /// <summary>What is wrong with the paths, or null.</summary>
    /// <param name="item">The item.</param>
    /// <param name="store">The store as it was planned for.</param>
    public static string? FindFault(PlanItem item, StoreFacts store)
    {
        if (!IsInPlace(item))
            return $"{item.Directory.Path} is not a valid path of {item.Id}";
        if (item.Class == CleanupClass.Stores && (store.Driver.Length == 0 || store.Driver == item.Id.Name))
            return $"{item.Directory.Path} belongs to the driver in use, or it is unknown which driver that is";
        var allowed = RelatedPathsOf(item).Select(relatedPath => relatedPath.Path);
        var stranger = item.Directory.RelatedPaths.Except(allowed).FirstOrDefault();
        return stranger is null ? null : $"{stranger} does not belong to {item.Id}";
    }

    /// <summary>What may be moved with the item, in order.</summary>
    public static IReadOnlyList<(string Path, RelatedPathKind Kind)> RelatedPathsOf(PlanItem item) =>
        item.Class switch
        {
            CleanupClass.Layers when item.Id.Name.Split('/') is [var driver, var id] =>
            [
                .. DriverHomes.RelatedPathsOfLayer(driver, id),
                .. RecordsOf(item, driver),
            ],
            CleanupClass.Stores => DriverHomes.RelatedPathsOfStore(item.Id.Name),
            _ => [],
        };

    /// <summary>True for the engine's record of a layer or of a container's layers.</summary>
    public static bool IsRecord(string path) => Record().IsMatch(path);

    private static IEnumerable<(string Path, RelatedPathKind Kind)> RecordsOf(PlanItem item, string driver) =>
        item
            .Directory.RelatedPaths.Where(path =>
                IsRecord(path) && path.StartsWith($"image/{driver}/", StringComparison.Ordinal)
            )
            .Select(path => (path, RelatedPathKind.Tree));

    private static bool IsInPlace(PlanItem item) =>
        (item.Class, item.Id.Kind) switch
        {
            (CleanupClass.Layers, ResourceKind.LayerDirectory) => IsLayer(item),
            (CleanupClass.Volumes, ResourceKind.Volume) => item.Directory.Path == $"volumes/{item.Id.Name}"
                && Volume().IsMatch(item.Id.Name),
            (CleanupClass.Debris, ResourceKind.Debris) => item.Directory.Path == item.Id.Name
                && DebrisNames.IsOne(item.Id.Name),
            (CleanupClass.Stores, ResourceKind.Store) => item.Directory.Path == item.Id.Name
                && DriverHomes.IsKnown(item.Id.Name),
            _ => false,
        };

    private static bool IsLayer(PlanItem item) =>
        item.Id.Name.Split('/') is [var driver, var id]
        && Layer().IsMatch(id)
        && item.Directory.Path == DriverHomes.FindLayer(driver, id);

    [GeneratedRegex(@"^([0-9a-f]{64}(-init)?|[a-z0-9]{25})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Layer();

    [GeneratedRegex(
        @"^image/[a-z0-9-]+/layerdb/(sha256/[0-9a-f]{64}(-[0-9A-Za-z]+-removing)?|"
            + @"mounts/([0-9a-f]{64}(-init)?|[a-z0-9]{25}))\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Record();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Volume();
}
