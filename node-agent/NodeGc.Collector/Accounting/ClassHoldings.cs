using System.Collections.Immutable;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Accounting;

/// <summary>Counts what a store holds of each class: how many items, how many are in use, and what removing the rest
/// would free.</summary>
internal sealed class ClassHoldings
{
    private readonly Liveness liveness;
    private readonly Inventory inventory;
    private readonly ResourceGraph graph;
    private readonly ImageCatalog images;

    private ClassHoldings(Liveness liveness)
    {
        (this.liveness, inventory, graph) = (liveness, liveness.Inventory, liveness.Inventory.Graph);
        images = ImageCatalog.From(graph);
    }

    /// <summary>Images stored in containerd cannot be measured here.</summary>
    private bool LiesInContainerd => inventory.Doubts.Any(doubt => doubt.Kind == DoubtKind.ContainerdImageStore);

    /// <summary>One for each class, in their order; bytes as <paramref name="liveness"/> was measured.</summary>
    public static ImmutableArray<ClassHolding> List(Liveness liveness)
    {
        var holdings = new ClassHoldings(liveness);
        return [.. Enum.GetValues<CleanupClass>().Select(holdings.Get)];
    }

    private ClassHolding Get(CleanupClass cleanupClass) =>
        cleanupClass switch
        {
            CleanupClass.Containers => OfContainers(),
            CleanupClass.Images => OfImages(),
            CleanupClass.BuildCache => OfBuildCache(),
            CleanupClass.Mounts => OfMounts(),
            CleanupClass.Layers or CleanupClass.Volumes or CleanupClass.Stores or CleanupClass.Debris => OfCandidates(
                cleanupClass
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(cleanupClass), cleanupClass, "not a class"),
        };

    private ClassHolding OfCandidates(CleanupClass cleanupClass)
    {
        List<Resource> all =
        [
            .. graph.Candidates.Where(candidate => GarbageClasses.ClassOf(candidate) == cleanupClass),
        ];
        List<Resource> used = [.. all.Where(candidate => liveness.Alive.Contains(candidate.Id))];
        var (total, inUse) = (new Holding(all.Count, SizeOf(all)), new Holding(used.Count, SizeOf(used)));
        return new ClassHolding(cleanupClass, total, inUse, total.Bytes - inUse.Bytes);
    }

    /// <summary>An engine that answers lists its containers; any others are leftovers. While none answers, a container
    /// counts as in use if its files are mounted or open.</summary>
    private ClassHolding OfContainers()
    {
        var all = List(ResourceKind.Container);
        if (inventory.Store.EngineVersion is not null)
            all = [.. all.Where(container => container.EngineManaged is not null)];
        var seen = Reached.From(graph, resource => resource.Id.Kind is ResourceKind.Mount or ResourceKind.OpenFile);
        List<Resource> used =
        [
            .. all.Where(container => container.EngineManaged?.IsInUse ?? OwnDirectories(container).Any(seen.Contains)),
        ];
        var (total, inUse) = (OwnOf(all), OwnOf(used));
        return new ClassHolding(CleanupClass.Containers, total, inUse, total.Bytes - inUse.Bytes);
    }

    /// <summary>Intermediate images are part of those built on them, as for <c>docker images</c>.</summary>
    private ClassHolding OfImages()
    {
        List<ImageSummary> all = [.. images.Images.Where(image => image.Kind != ImageKind.Intermediate)];
        List<ImageSummary> used = [.. all.Where(image => !image.Containers.IsEmpty)];
        var byContainers = Reached.From(graph, resource => resource.Id.Kind == ResourceKind.Container);
        var unused = Releasable(resource =>
            resource.Id.Kind is ResourceKind.Image or ResourceKind.ImageReference && !byContainers.Contains(resource.Id)
        );
        return new ClassHolding(
            CleanupClass.Images,
            new Holding(all.Count, LiesInContainerd ? null : images.Total),
            new Holding(used.Count, LiesInContainerd ? null : DirectoriesOf(used.Select(image => image.Image))),
            LiesInContainerd ? null : FreedBy(unused)
        )
        {
            Dangling = all.Count(image => image.Kind == ImageKind.Dangling),
        };
    }

    /// <summary>Records if the engine was asked for them, else the directories that only the build cache needs. What is
    /// shared with an image is in use, and its size is not counted here.</summary>
    private ClassHolding OfBuildCache()
    {
        var others = Reached.From(graph, resource =>
            resource.Id.Kind is ResourceKind.Image or ResourceKind.ImageReference or ResourceKind.Container
        );
        var seen = Reached.From(graph, resource => resource.Id.Kind is ResourceKind.Mount or ResourceKind.OpenFile);
        List<Resource> records =
        [
            .. List(ResourceKind.BuildCacheRecord).Where(record => record.EngineManaged is not null),
        ];
        HashSet<ResourceId> used =
        [
            .. records.Where(record => record.EngineManaged!.IsInUse).Select(record => record.Id),
        ];
        var busy = Reached.From(graph, resource => used.Contains(resource.Id));
        var all = Reached.From(graph, resource => resource.Id.Kind == ResourceKind.BuildCacheRecord);
        List<Resource> own =
        [
            .. graph.Candidates.Where(candidate => all.Contains(candidate.Id) && !others.Contains(candidate.Id)),
        ];
        List<Resource> inUse = [.. own.Where(directory => busy.Contains(directory.Id) || seen.Contains(directory.Id))];
        var (items, itemsInUse) = records.Count > 0 ? (records.Count, used.Count) : (own.Count, inUse.Count);
        Bytes? bytes = LiesInContainerd ? null : SizeOf(own);
        Bytes? bytesInUse = LiesInContainerd ? null : SizeOf(inUse);
        return new ClassHolding(
            CleanupClass.BuildCache,
            new Holding(items, bytes),
            new Holding(itemsInUse, bytesInUse),
            bytes - bytesInUse
        );
    }

    /// <summary>Several views of a mount count once. Unmounting frees nothing.</summary>
    private ClassHolding OfMounts()
    {
        var all = graph
            .Resources.Where(resource => resource.Mount is not null)
            .GroupBy(resource => resource.Mount!.Identity)
            .ToList();
        var used = all.Count(mount => mount.All(view => view.EngineManaged is null));
        return new ClassHolding(
            CleanupClass.Mounts,
            new Holding(all.Count, Bytes.Zero),
            new Holding(used, Bytes.Zero),
            Bytes.Zero
        );
    }

    private ImmutableArray<Resource> List(ResourceKind kind) =>
        [.. graph.Resources.Where(resource => resource.Id.Kind == kind)];

    private static IReadOnlySet<ResourceId> Ids(IEnumerable<Resource> resources) =>
        resources.Select(resource => resource.Id).ToHashSet();

    private IReadOnlySet<ResourceId> Releasable(Func<Resource, bool> isUnused) => Ids(graph.Resources.Where(isUnused));

    /// <summary>The directories that only <paramref name="released"/> need: the layer store keeps a record only as long
    /// as something needs it.</summary>
    private Bytes? FreedBy(IReadOnlySet<ResourceId> released)
    {
        var going = Reached.From(graph, resource => released.Contains(resource.Id));
        var staying = liveness.Without(id => released.Contains(id) || IsOwned(id, going));
        return SizeOf(
            graph.Candidates.Where(candidate =>
                candidate.Id.Kind == ResourceKind.LayerDirectory
                && going.Contains(candidate.Id)
                && !staying.Contains(candidate.Id)
            )
        );
    }

    private static bool IsOwned(ResourceId root, Reached going) =>
        root.Kind is ResourceKind.Layer or ResourceKind.LayerMount && going.Contains(root);

    private Holding OwnOf(IReadOnlyCollection<Resource> containers) =>
        new(
            containers.Count,
            LiesInContainerd
                ? null
                : SizeOf(containers.SelectMany(OwnDirectories).Distinct().Select(graph.Find).OfType<Resource>())
        );

    private Bytes? DirectoriesOf(IEnumerable<Resource> owners)
    {
        var ids = Ids(owners);
        var reached = Reached.From(graph, resource => ids.Contains(resource.Id));
        return SizeOf(
            graph.Candidates.Where(candidate =>
                candidate.Id.Kind == ResourceKind.LayerDirectory && reached.Contains(candidate.Id)
            )
        );
    }

    /// <summary>A container's read-write and init directories: those of its mount, or, before Docker 1.10, those of its
    /// name.</summary>
    private IEnumerable<ResourceId> OwnDirectories(Resource container) =>
        container
            .Needs.Where(need => need.Kind == ResourceKind.LayerMount)
            .SelectMany(mount => graph.NeedsOf(mount))
            .Concat(container.Needs.Where(need => Names.WithoutInit(Names.Bare(need.Name)) == container.Id.Name))
            .Where(need => need.Kind == ResourceKind.LayerDirectory);

    /// <summary>What was not measured, for example a directory that vanished meanwhile, counts as zero.</summary>
    private static Bytes SizeOf(IEnumerable<Resource> directories) =>
        Bytes.Sum(directories.Select(directory => directory.Directory?.Size ?? Bytes.Zero));
}
