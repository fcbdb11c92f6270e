using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.BuildKit;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>
/// Compares what was read with the disk. A missing layer does not create an orphan, but it shows that metadata and data
/// disagree: the layer may exist under another name. What vanished between two reads is fine: owner and owned are both
/// checked again before it counts.
/// </summary>
internal sealed class Consistency(ReadPass pass, StoreLayout layout)
{
    private readonly DiskPresence presence = new(pass);
    private InventoryBuilder? buildKit;

    /// <summary>Adds a doubt for every owner whose required resources are missing, each at the missing path; owners
    /// being removed are exempt.</summary>
    public void Check()
    {
        var isHomeGone = IsHomeGone();
        if (isHomeGone)
            pass.MetadataReader.Read(pass.Home.Folder, DoubtScope.Layers, RefuseGoneHome, Remedies.Home);
        var missing =
            from owner in pass.Findings.Builders
            where !owner.IsBeingRemoved
            from need in owner.Required
            where pass.Findings.Find(need) is null or { Directory: null } && !(isHomeGone && IsInHome(need))
            group owner by need into owners
            select owners;
        foreach (var owners in missing.ToList())
            pass.MetadataReader.Read(
                presence.PathOf(owners.Key),
                OwnerOf(owners.Key, owners),
                () => RefuseMissing(owners.Key, owners),
                Remedies.Missing(owners.Key.Kind)
            );
    }

    /// <summary>Drops cached lookups before the retry.</summary>
    public void Renew() => buildKit = null;

    private bool IsInHome(ResourceId need) =>
        need.Kind == ResourceKind.LayerDirectory && need.Name.StartsWith($"{pass.Driver}/", StringComparison.Ordinal);

    /// <summary>All needed directories are missing: one doubt is enough.</summary>
    private bool IsHomeGone() =>
        pass.Findings.Builders.Any(builder => builder.Required.Any(IsInHome))
        && !pass.Findings.Builders.Any(builder => IsInHome(builder.Id) && builder.Directory is not null);

    private void RefuseGoneHome()
    {
        if (!IsHomeGone())
            return;
        var state = pass.FindFolder(pass.Home.Folder) is null ? "missing" : "without layers";
        throw new MetadataDamagedException(
            $"it is {state}, but the engine has records of {pass.Findings.Count(ResourceKind.Layer)} layers"
        );
    }

    /// <summary>What the metadata that led to it could really refer to: what is missing may exist under another name.
    /// In a pre-1.10 store names are those of images and containers, so it could be anything.</summary>
    private Ownership OwnerOf(ResourceId need, IEnumerable<ResourceBuilder> owners) =>
        need.Kind switch
        {
            ResourceKind.Volume => DoubtScope.Volumes,
            _ when layout.HasGraph => DoubtScope.Layers,
            ResourceKind.Image => Owners.Image,
            ResourceKind.Layer => Owners.Layer,
            ResourceKind.LayerMount => Owners.Mount,
            ResourceKind.LayerDirectory => owners
                .Select(owner => owner.Id.Kind)
                .Distinct()
                .Select(OwnerOfDirectory)
                .Aggregate((all, one) => all.And(one)),
            _ => DoubtScope.Layers,
        };

    private static Ownership OwnerOfDirectory(ResourceKind owner) =>
        owner switch
        {
            ResourceKind.Layer => Owners.Layer,
            ResourceKind.LayerMount => Owners.Mount,
            ResourceKind.BuildCacheRecord => Owners.BuildKit,
            _ => DoubtScope.Layers,
        };

    private void RefuseMissing(ResourceId need, IEnumerable<ResourceBuilder> owners)
    {
        if (presence.IsOnDisk(need))
            return;
        var first = owners.FirstOrDefault(owner => !owner.IsBeingRemoved && IsStillThere(owner, need));
        if (first is not null)
            throw new MetadataDamagedException($"it is missing, but {first.ToResource()} needs it");
    }

    private bool IsStillThere(ResourceBuilder owner, ResourceId need)
    {
        if (owner.Id.Kind != ResourceKind.BuildCacheRecord)
            return presence.IsOnDisk(owner.Id);
        buildKit ??= ReadBuildKit();
        return buildKit.Find(owner.Id)?.Required.Contains(need) == true;
    }

    /// <summary>A busy BuildKit drops records at any time; its current databases count.</summary>
    private InventoryBuilder ReadBuildKit()
    {
        using var again = new ReadPass(pass.Root, pass.Driver, pass.DaemonStartedAt);
        new BuildKitReader(again, layout).Read();
        return again.Findings;
    }
}
