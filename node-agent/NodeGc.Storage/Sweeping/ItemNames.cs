using System.Text.RegularExpressions;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>
/// The last look at an item's paths before anything is touched: a directory directly in the home of its own driver, or
/// in <c>volumes</c>, with a name that only engines give, the home of a driver that is not in use, or a place where
/// debris lies. Whatever a plan says, nothing else can be moved.
/// </summary>
internal static partial class ItemNames
{
    /// <summary>What is wrong with the paths; null when nothing is.</summary>
    /// <param name="item">The item.</param>
    /// <param name="store">The store as it was planned for.</param>
    public static string? FindFault(PlanItem item, StoreFacts store)
    {
        if (!IsInPlace(item))
            return $"{item.Directory.Path} is not where a {item.Id} lies, or has no name that an engine gives";
        if (item.Class == CleanupClass.Stores && (store.Driver.Length == 0 || store.Driver == item.Id.Name))
            return $"{item.Directory.Path} belongs to the driver in use, or nobody knows which one is";
        var allowed = CompanionsOf(item).Select(companion => companion.Path);
        var stranger = item.Directory.Companions.Except(allowed).FirstOrDefault();
        return stranger is null ? null : $"{stranger} is nothing that goes with a {item.Id}";
    }

    /// <summary>What may go with the item, in the order in which it goes.</summary>
    public static IReadOnlyList<(string Path, CompanionKind Kind)> CompanionsOf(PlanItem item) =>
        item.Class switch
        {
            CleanupClass.Layers when item.Id.Name.Split('/') is [var driver, var id] =>
            [
                .. DriverHomes.CompanionsOfLayer(driver, id),
                .. RecordsOf(item, driver),
            ],
            CleanupClass.Stores => DriverHomes.CompanionsOfStore(item.Id.Name),
            _ => [],
        };

    /// <summary>True for the engine's record of a layer or of a container's layers.</summary>
    public static bool IsRecord(string path) => Record().IsMatch(path);

    private static IEnumerable<(string Path, CompanionKind Kind)> RecordsOf(PlanItem item, string driver) =>
        item
            .Directory.Companions.Where(path =>
                IsRecord(path) && path.StartsWith($"image/{driver}/", StringComparison.Ordinal)
            )
            .Select(path => (path, CompanionKind.Tree));

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
        @"^image/[a-z0-9-]+/layerdb/(sha256/[0-9a-f]{64}(-[0-9A-Za-z]+-removing)?|mounts/([0-9a-f]{64}(-init)?|[a-z0-9]{25}))\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Record();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Volume();
}
