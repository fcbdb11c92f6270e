using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

[TestFixture]
public sealed class ConfirmationLaws
{
    private static readonly ResourceId Id = ResourceId.LayerDirectory("overlay2", "d");

    [Property(Arbitrary = [typeof(Series)], MaxTest = 500)]
    public bool A_sighting_is_the_unbroken_series_of_looks_at_the_same_directory(Scan[] scans)
    {
        var (now, inode, sightings) = (World.Now, 1ul, Sightings.None);
        List<DateTimeOffset> looks = [];
        foreach (var scan in scans)
        {
            now += scan.Gap;
            if (scan.Finding == Finding.Replaced)
                inode++;
            if (scan.Finding is not (Finding.Garbage or Finding.InDoubt))
                looks.Clear();
            if (scan.Finding is Finding.Garbage or Finding.Replaced && (looks.Count == 0 || now > looks[^1]))
                looks.Add(now);
            sightings = sightings.Observe(new Liveness(Found(scan.Finding, inode, now)));
        }

        var sighting = sightings.ById.GetValueOrDefault(Id);
        return looks.Count == 0
            ? sighting is null
            : sighting == new Sighting(Id, new Fingerprint(1, inode, 0), looks[0], looks[^1], looks.Count);
    }

    [Property(Arbitrary = [typeof(Series)], MaxTest = 500)]
    public bool What_is_confirmed_was_seen_as_often_and_as_long_as_asked(Scan[] scans, int confirmations, int minutes)
    {
        var policy = new ClassPolicy(TimeSpan.Zero, confirmations % 5, TimeSpan.FromMinutes(minutes % 20));
        var sightings = Sightings.None;
        var now = World.Now;
        foreach (var scan in scans)
            sightings = sightings.Observe(new Liveness(Found(scan.Finding, 1, now += scan.Gap)));
        return sightings.ById.GetValueOrDefault(Id) is not { } sighting
            || !sighting.Confirms(policy)
            || (
                sighting.ScanCount >= Math.Max(2, confirmations % 5)
                && sighting.LastSeen - sighting.FirstSeen
                    >= Math.Max(1, (confirmations % 5) - 1) * TimeSpan.FromSeconds(Math.Max(5, minutes % 20 * 60))
                && sighting.LastSeen >= sighting.ConfirmableAt(policy)
            );
    }

    private static Inventory Found(Finding finding, ulong inode, DateTimeOffset now)
    {
        var born = World.Now.AddDays(-9);
        var directory = new Resource(Id)
        {
            Directory = new DirectoryFacts("overlay2/d", new Fingerprint(1, inode, 0), born, born),
        };
        var owner = new Resource(new ResourceId(ResourceKind.Container, "web")) { Needs = [Id] };
        return new Inventory
        {
            Store = new StoreFacts("/data", "overlay2", "20.10.24", true),
            TakenAt = now,
            Resources = finding switch
            {
                Finding.Vanished => [],
                Finding.Alive => [directory, owner],
                _ => [directory],
            },
            Doubts =
                finding == Finding.InDoubt
                    ? [new Doubt(DoubtKind.MetadataDamaged, DoubtScope.Layers, "metadata.db", "is empty; restore it")]
                    : [],
        };
    }
}
