using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Kernel;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Stores.Docker.Drivers;

namespace NodeGc.Stores.Docker.Guarding;

/// <summary>
/// What may be moved in a data root of Docker. A quarantine may be only in directories in which engines ignore unknown
/// names: they treat every directory in <c>volumes</c> as a volume, try to load each one in <c>containers</c>, and
/// empty <c>tmp</c> on start. If one of these is a separate mount, it has no quarantine.
/// </summary>
public sealed class DockerGuard : IStoreGuard
{
    /// <summary>The folder of overlay2's short links in its home.</summary>
    private const string ShortLinks = "l";

    private static readonly FileName Data = "_data";
    private static readonly FileName Options = "opts.json";

    private DockerGuard() { }

    /// <summary>It has no state.</summary>
    public static DockerGuard Instance { get; } = new();

    /// <inheritdoc/>
    public ImmutableArray<string> QuarantineHomes { get; } =
    [
        .. DriverNames.Read.Select(driver => DriverHome.From(driver).Folder).Order(StringComparer.Ordinal),
        "image",
        "plugins",
        "buildkit",
    ];

    /// <inheritdoc/>
    public string? FindQuarantineHome(string path) =>
        path.Split('/')[0] switch
        {
            "image" => "image",
            "plugins" => "plugins",
            "buildkit" => "buildkit",
            var driver when DriverNames.Read.Contains(driver) => DriverHome.From(driver).Folder,
            _ => null,
        };

    /// <inheritdoc/>
    public string? FindFault(PlanItem item, StoreFacts store) => ItemPaths.FindFault(item, store);

    /// <inheritdoc/>
    public IReadOnlyList<(string Path, RelatedPathKind Kind)> RelatedPathsOf(PlanItem item) =>
        ItemPaths.RelatedPathsOf(item);

    /// <summary>An empty record of a layer is debris; one with content is not. A whole store is moved with all mounts
    /// in it, and its home may be one: then it may be in use.</summary>
    public string? FindUse(PlanItem item, DirectoryHandle root)
    {
        var path = item.Directory.Path;
        if (item.Class == CleanupClass.Debris && DebrisNames.IsOnlyIfEmpty(path))
        {
            using var record = root.OpenBeneathAcrossMounts(path);
            return record.List().IsEmpty ? null : $"{path} is not empty";
        }
        if (item.Class != CleanupClass.Stores)
            return null;
        using var home = root.OpenBeneathAcrossMounts(path);
        return MountsWithin.Find(home) is { } mount ? $"{path} is in use: {mount}; unmount it, then scan again" : null;
    }

    /// <inheritdoc/>
    public LinksOfItem? FindLinks(PlanItem item)
    {
        if (item.Class != CleanupClass.Layers)
            return null;
        var (home, name) = StorePath.From(item.Directory.Path);
        return new LinksOfItem($"{home}/{ShortLinks}", $"../{name}/diff");
    }

    /// <inheritdoc/>
    public bool IsEmptyVolume(DirectoryHandle volume)
    {
        if (volume.List().Any(entry => entry.Name != Data && entry.Name != Options))
            return false;
        using var data = volume.FindBeneath(Data);
        return data is null || data.List().IsEmpty;
    }

    /// <inheritdoc/>
    public bool NeedsHold(PlanItem item, StoreFacts store) => EngineStartLock.IsNeededFor(item, store);

    /// <inheritdoc/>
    public IDisposable? TryHold(DirectoryHandle root, out string fault) => EngineStartLock.TryAcquire(root, out fault);
}
