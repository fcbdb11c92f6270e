using NodeGc.Collector.Inventories;
using NodeGc.Storage.BuildKit;

namespace NodeGc.Storage.Reading;

/// <summary>
/// Compares what was read with the disk. A missing layer makes no orphan, but it shows that metadata and data disagree, and then nothing derived
/// from them is safe. What vanished between two reads is fine: owner and owned are both looked up once more before it counts.
/// </summary>
internal sealed class Consistency(ReadPass pass)
{
    private readonly Presence presence = new(pass);
    private Findings? buildKit;

    /// <summary>Doubts every owner whose required belongings are missing; owners on their way out are excused.</summary>
    public void Check()
    {
        var missing = from owner in pass.Findings.Drafts
                      where !owner.IsGoing
                      from need in owner.Required
                      where pass.Findings.Find(need) is null or { Directory: null }
                      select (owner, need);
        foreach (var (owner, need) in missing.ToList())
            pass.Pieces.Read(owner.Id.ToString(), ScopeOf(need), () => RefuseMissing(owner, need));
    }

    /// <summary>Forgets what was looked up, so that the second look is one.</summary>
    public void Renew() => buildKit = null;

    private static DoubtScope ScopeOf(ResourceId need) => need.Kind == ResourceKind.Volume ? DoubtScope.Volumes : DoubtScope.Layers;

    private void RefuseMissing(Draft owner, ResourceId need)
    {
        if (owner.IsGoing || presence.IsOnDisk(need) || !IsStillThere(owner, need)) return;
        throw new MetadataDamagedException($"it needs the {need}, which is missing");
    }

    private bool IsStillThere(Draft owner, ResourceId need)
    {
        if (owner.Id.Kind != ResourceKind.BuildCacheRecord) return presence.IsOnDisk(owner.Id);
        buildKit ??= ReadBuildKit();
        return buildKit.Find(owner.Id)?.Required.Contains(need) == true;
    }

    /// <summary>A busy BuildKit drops records at any moment; what its databases say now counts.</summary>
    private Findings ReadBuildKit()
    {
        using var anew = new ReadPass(pass.Root, pass.Driver, pass.DaemonStartedAt);
        new BuildKitReader(anew).Read();
        return anew.Findings;
    }
}
