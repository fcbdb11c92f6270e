using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>Random inventories. Names and fingerprints repeat from one to the next, so that two of them can be one
/// store at two times.</summary>
internal static class Inventories
{
    private static readonly ImmutableArray<(ResourceKind Kind, int Most, ResourceKind[] Needs)> Shapes =
    [
        (ResourceKind.LayerDirectory, 9, [ResourceKind.LayerDirectory]),
        (ResourceKind.Volume, 6, [ResourceKind.Volume, ResourceKind.LayerDirectory]),
        (ResourceKind.Store, 3, [ResourceKind.LayerDirectory]),
        (ResourceKind.Debris, 2, []),
        (ResourceKind.Layer, 2, [ResourceKind.Layer, ResourceKind.LayerDirectory]),
        (ResourceKind.LayerMount, 1, [ResourceKind.Layer, ResourceKind.LayerDirectory]),
        (ResourceKind.Image, 2, [ResourceKind.Image, ResourceKind.Layer]),
        (ResourceKind.ImageReference, 2, [ResourceKind.Image]),
        (
            ResourceKind.Container,
            2,
            [ResourceKind.Image, ResourceKind.LayerMount, ResourceKind.LayerDirectory, ResourceKind.Volume]
        ),
        (
            ResourceKind.BuildCacheRecord,
            1,
            [ResourceKind.BuildCacheRecord, ResourceKind.Layer, ResourceKind.LayerDirectory]
        ),
        (ResourceKind.Plugin, 1, [ResourceKind.Layer]),
        (
            ResourceKind.Mount,
            1,
            [ResourceKind.LayerDirectory, ResourceKind.Volume, ResourceKind.Store, ResourceKind.Debris]
        ),
        (
            ResourceKind.OpenFile,
            1,
            [ResourceKind.LayerDirectory, ResourceKind.Volume, ResourceKind.Store, ResourceKind.Debris]
        ),
    ];

    public static Gen<Inventory> Random =>
        from parts in Gen.CollectToArray(Shapes, shape => Resources(shape.Kind, shape.Most, shape.Needs))
        let resources = parts.SelectMany(part => part).ToImmutableArray()
        from extra in MoreEdges(resources)
        from doubts in Rarely(Doubt)
        from inFlight in Rarely(InFlight)
        from isEngineRunning in Often(true, false)
        from reusesNames in Often(false, true)
        from driver in Often("overlay2", "aufs")
        select new Inventory
        {
            Store = new StoreFacts("/data", driver, "20.10.24", isEngineRunning) { ReusesNames = reusesNames },
            TakenAt = World.Now,
            Resources = [.. resources, .. extra],
            Doubts = doubts,
            InFlight = inFlight,
            Evidence = [new Evidence(EvidenceSource.Metadata, $"{resources.Length} resources")],
        };

    public static Gen<Doubt> Doubt =>
        from kind in Gen.Elements(Enum.GetValues<DoubtKind>())
        from scope in Gen.Elements(Enum.GetValues<DoubtScope>())
        from subject in Gen.Elements("metadata.db", "process 17")
        from owned in Needs([ResourceKind.LayerDirectory, ResourceKind.Volume])
        select new Doubt(kind, scope, subject, "cannot be read; repair it")
        {
            Owned = scope == DoubtScope.Listed ? owned : [],
        };

    public static Gen<RegisterInFlight> InFlight =>
        from path in Gen.Elements("tmp/write-set-1", "tmp/write-set-2")
        from since in Instant
        from margin in Gen.Elements(TimeSpan.Zero, TimeSpan.FromSeconds(60), TimeSpan.FromHours(24))
        select new RegisterInFlight(path, since, margin);

    private static Gen<DateTimeOffset> Instant =>
        Gen.Frequency(
            (9, Gen.Elements(World.Now.AddDays(-30), World.Now.AddDays(-8))),
            (2, Gen.Elements(World.Now.AddDays(-2), World.Now.AddHours(-1), World.Now.AddMinutes(-59))),
            (1, Gen.Elements(DateTimeOffset.MinValue, World.Now, World.Now.AddMinutes(5), DateTimeOffset.MaxValue))
        );

    /// <summary>An owner that is alive, or not, of any of the ids that worlds have.</summary>
    public static Gen<Resource> Owner =>
        from shape in Gen.Elements(Shapes.Where(shape => !IsCandidate(shape.Kind)).ToArray())
        from needs in Needs(shape.Needs)
        select new Resource(Id(shape.Kind, 99)) { Needs = needs };

    private static Gen<Resource[]> Resources(ResourceKind kind, int most, ResourceKind[] needs) =>
        from count in Gen.Choose(0, most)
        from resources in Gen.CollectToArray(Enumerable.Range(0, count), index => Resource(kind, index, needs))
        select resources;

    private static Gen<Resource> Resource(ResourceKind kind, int index, ResourceKind[] kindsOfNeeds) =>
        from needs in Needs(kindsOfNeeds, index)
        from labels in Gen.Frequency((24, Gen.Constant("")), (1, Gen.Constant("keep=yes")))
        from directory in Directory(kind, index)
        from volume in Volume(kind)
        select new Resource(Id(kind, index))
        {
            Needs = needs,
            Directory = directory,
            Volume = volume,
            Labels = Labels(labels),
            Title = Title(kind, index),
        };

    /// <summary>Mostly things with a lower number, so that cycles are rare; sometimes things that no world
    /// has.</summary>
    private static Gen<ImmutableArray<ResourceId>> Needs(ResourceKind[] kinds, int below = 10) =>
        from count in kinds.Length == 0
            ? Gen.Constant(0)
            : Gen.Frequency((2, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Constant(2)), (1, Gen.Constant(3)))
        from needs in Gen.ArrayOf(
            from kind in Gen.Elements(kinds.Length == 0 ? [ResourceKind.Debris] : kinds)
            from index in NumberBelow(below)
            select Id(kind, index),
            count
        )
        select needs.ToImmutableArray();

    private static Gen<int> NumberBelow(int below) =>
        below == 0 ? Gen.Choose(0, 9) : Gen.Frequency((12, Gen.Choose(0, below - 1)), (1, Gen.Choose(0, 9)));

    /// <summary>The same resource once more, with other edges: they add up.</summary>
    private static Gen<ImmutableArray<Resource>> MoreEdges(ImmutableArray<Resource> resources) =>
        resources.IsEmpty
            ? Gen.Constant(ImmutableArray<Resource>.Empty)
            : Rarely(
                from resource in Gen.Elements(resources.ToArray())
                from needs in Needs([ResourceKind.LayerDirectory])
                select new Resource(resource.Id) { Needs = needs }
            );

    private static Gen<DirectoryFacts?> Directory(ResourceKind kind, int index) =>
        !IsCandidate(kind)
            ? Gen.Constant<DirectoryFacts?>(null)
            : from isOnDisk in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
            from isReplaced in Often(false, true)
            from born in Instant
            from changed in Instant
            from size in Gen.Frequency(
                (9, Gen.Choose(0, 50).Select(megabytes => (Bytes?)new Bytes(megabytes * 1_000_000L))),
                (1, Gen.Constant<Bytes?>(null))
            )
            from companions in RelatedPaths(kind, index)
            from obstacle in Often<string?>(null, "its folder is a mount of its own")
            let fingerprint = new Fingerprint(1, (ulong)index + FirstInode(kind) + (isReplaced ? 100u : 0u), 0)
            select isOnDisk
                ? new DirectoryFacts(Id(kind, index).Name, fingerprint, born, changed)
                {
                    Size = size,
                    RelatedPaths = companions,
                    Obstacle = obstacle,
                }
                : null;

    private static bool IsCandidate(ResourceKind kind) =>
        kind is ResourceKind.LayerDirectory or ResourceKind.Volume or ResourceKind.Store or ResourceKind.Debris;

    private static ulong FirstInode(ResourceKind kind) =>
        kind switch
        {
            ResourceKind.Volume => 1000,
            ResourceKind.Store => 2000,
            ResourceKind.Debris => 3000,
            _ => 0,
        };

    private static Gen<ImmutableArray<string>> RelatedPaths(ResourceKind kind, int index) =>
        Gen.Elements<ImmutableArray<string>>([], [$"companions/{Id(kind, index).Name}"]);

    private static Gen<VolumeFacts?> Volume(ResourceKind kind) =>
        kind != ResourceKind.Volume
            ? Gen.Constant<VolumeFacts?>(null)
            : from isKnown in Often(true, false)
            from isAnonymous in Gen.Elements(true, false)
            from isLocal in Often(true, false)
            from isRecordOnly in Often(false, true)
            select (VolumeFacts?)
                new VolumeFacts(isKnown, isAnonymous, isLocal) { IsRecordOnly = isRecordOnly && !isLocal };

    private static ResourceId Id(ResourceKind kind, int index) =>
        kind switch
        {
            ResourceKind.LayerDirectory => ResourceId.LayerDirectory("overlay2", $"d{index}"),
            ResourceKind.Volume => ResourceId.Volume($"v{index}"),
            ResourceKind.Store => new ResourceId(
                kind,
                index switch
                {
                    0 => "aufs",
                    1 => "vfs",
                    _ => "btrfs",
                }
            ),
            ResourceKind.ImageReference => new ResourceId(kind, $"app{index}:latest"),
            _ => new ResourceId(kind, $"{kind}{index}"),
        };

    private static string Title(ResourceKind kind, int index) =>
        kind == ResourceKind.Container ? $"web{index} (exited)" : "";

    private static ImmutableDictionary<string, string> Labels(string label) =>
        label.Length == 0
            ? ImmutableDictionary<string, string>.Empty
            : ImmutableDictionary<string, string>.Empty.Add(label.Split('=')[0], label.Split('=')[1]);

    private static Gen<T> Often<T>(T usual, T unusual) =>
        Gen.Frequency((11, Gen.Constant(usual)), (1, Gen.Constant(unusual)));

    private static Gen<ImmutableArray<T>> Rarely<T>(Gen<T> one) =>
        from count in Gen.Frequency((12, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(3)))
        from some in Gen.ArrayOf(one, count)
        select some.ToImmutableArray();
}
