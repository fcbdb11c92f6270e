using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Reading;

/// <summary>
/// Compares what was read with the disk. A missing layer makes no orphan, but it shows that metadata and data disagree, and then nothing derived
/// from them is safe. What vanished between two reads is fine: owner and owned are both looked up once more before it counts.
/// </summary>
internal sealed class Consistency(ReadPass pass)
{
    private readonly Presence presence = new(pass);

    /// <summary>Doubts every owner whose required belongings are missing; owners on their way out are excused.</summary>
    public void Check()
    {
        var missing = from owner in pass.Findings.Drafts
                      where !owner.IsGoing
                      from need in owner.Required
                      where pass.Findings.Find(need) is null
                      select (owner, need);
        foreach (var (owner, need) in missing.ToList())
            pass.Pieces.Read(owner.Id.ToString(), DoubtScope.Layers, () => RefuseMissing(owner, need));
    }

    private void RefuseMissing(Draft owner, ResourceId need)
    {
        if (owner.IsGoing || !presence.IsOnDisk(owner.Id) || presence.IsOnDisk(need)) return;
        throw new MetadataDamagedException($"it needs the {need}, which is missing");
    }
}
