using NodeGc.Collector.Inventories;
using NodeGc.Storage.BuildKit;
using NodeGc.Storage.Layout;

namespace NodeGc.Storage.Reading;

/// <summary>
/// Compares what was read with the disk. A missing layer makes no orphan, but it shows that metadata and data disagree:
/// the layer may lie there under another
/// name than the metadata says. What vanished between two reads is fine: owner and owned are both looked up once more
/// before it counts.
/// </summary>
internal sealed class Consistency(ReadPass pass, StoreLayout layout)
{
    private readonly Presence presence = new(pass);
    private Findings? buildKit;

    /// <summary>Doubts every owner whose required belongings are missing, each under the path of what is missing;
    /// owners on their way out are excused.</summary>
    public void Check()
    {
        var isHomeGone = IsHomeGone();
        if (isHomeGone)
            pass.Pieces.Read(pass.Home.Folder, DoubtScope.Layers, RefuseGoneHome, Remedies.Home);
        var missing =
            from owner in pass.Findings.Drafts
            where !owner.IsGoing
            from need in owner.Required
            where pass.Findings.Find(need) is null or { Directory: null } && !(isHomeGone && IsInHome(need))
            group owner by need into owners
            select owners;
        foreach (var owners in missing.ToList())
            pass.Pieces.Read(
                presence.PathOf(owners.Key),
                OwnerOf(owners.Key, owners),
                () => RefuseMissing(owners.Key, owners),
                Remedies.Missing(owners.Key.Kind)
            );
    }

    /// <summary>Forgets what was looked up, so that the second look is one.</summary>
    public void Renew() => buildKit = null;

    private bool IsInHome(ResourceId need) =>
        need.Kind == ResourceKind.LayerDirectory && need.Name.StartsWith($"{pass.Driver}/", StringComparison.Ordinal);

    /// <summary>Nothing is left of all directories that somebody needs: one word is enough for it.</summary>
    private bool IsHomeGone() =>
        pass.Findings.Drafts.Any(draft => draft.Required.Any(IsInHome))
        && !pass.Findings.Drafts.Any(draft => IsInHome(draft.Id) && draft.Directory is not null);

    private void RefuseGoneHome()
    {
        if (!IsHomeGone())
            return;
        var state = pass.FindFolder(pass.Home.Folder) is null ? "missing" : "without any layer";
        throw new MetadataDamagedException(
            $"it is {state}, but the engine has records of {pass.Findings.Count(ResourceKind.Layer)} layers"
        );
    }

    /// <summary>What the metadata that led to it could really mean: what is missing may lie there under another name.
    /// In a store of before 1.10 names are those
    /// of images and containers, and anything may be meant.</summary>
    private Ownership OwnerOf(ResourceId need, IEnumerable<Draft> owners) =>
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

    private void RefuseMissing(ResourceId need, IEnumerable<Draft> owners)
    {
        if (presence.IsOnDisk(need))
            return;
        var first = owners.FirstOrDefault(owner => !owner.IsGoing && IsStillThere(owner, need));
        if (first is not null)
            throw new MetadataDamagedException($"it is missing, but the {first.ToResource()} needs it");
    }

    private bool IsStillThere(Draft owner, ResourceId need)
    {
        if (owner.Id.Kind != ResourceKind.BuildCacheRecord)
            return presence.IsOnDisk(owner.Id);
        buildKit ??= ReadBuildKit();
        return buildKit.Find(owner.Id)?.Required.Contains(need) == true;
    }

    /// <summary>A busy BuildKit drops records at any moment; what its databases say now counts.</summary>
    private Findings ReadBuildKit()
    {
        using var again = new ReadPass(pass.Root, pass.Driver, pass.DaemonStartedAt);
        new BuildKitReader(again, layout).Read();
        return again.Findings;
    }
}
