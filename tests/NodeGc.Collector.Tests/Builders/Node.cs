using System.Collections.Immutable;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Tests.Builders;

/// <summary>A node as a test describes it: what is on it, what the policy says, and what earlier scans saw.</summary>
internal sealed record Node(Inventory Inventory, CleanupPolicy Policy, Sightings Sightings)
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    public static readonly ClassPolicy Hourly = new(TimeSpan.FromHours(1), 2, TimeSpan.FromMinutes(10));

    /// <summary>What has to go; null = all that may.</summary>
    public SpaceTarget? SpaceTarget { get; init; }

    public PolicyInput Input => new(new Liveness(Inventory), Policy, Sightings, Now) { SpaceTarget = SpaceTarget };

    public static Node From(IEnumerable<Resource> resources)
    {
        var inventory = new Inventory
        {
            Store = new StoreFacts("/data", "overlay2", "20.10.24", true),
            TakenAt = Now,
            Resources = [.. resources],
        };
        var policy = new CleanupPolicy
        {
            Layers = Hourly,
            Volumes = Hourly,
            VolumeScope = VolumeScope.Unused,
        };
        var seen = Sightings
            .None.Observe(new Liveness(inventory with { TakenAt = Now.AddMinutes(-20) }))
            .Observe(new Liveness(inventory));
        return new Node(inventory, policy, seen);
    }

    public SweepPlan Plan() => Planner.Plan(Input);

    public Explanation Explain(string name)
    {
        var id = GraphLiteral.Id(name);
        return new Explainer(Inventory, Input).Explain(Inventory.Resources.Single(resource => resource.Id == id));
    }

    public Node Under(Func<CleanupPolicy, CleanupPolicy> change) => this with { Policy = change(Policy) };

    public Node Pinning(Protection pins) => Under(policy => policy with { Protect = pins });

    public Node Limited(long bytes = long.MaxValue, int items = int.MaxValue, int percent = 100) =>
        Under(policy =>
            policy with
            {
                Limits = new Limits(new Bytes(bytes), items, percent, TimeSpan.FromMinutes(30), 0),
            }
        );

    public Node With(string name, Func<Resource, Resource> change) =>
        With([
            .. Inventory.Resources.Select(resource =>
                resource.Id == GraphLiteral.Id(name) ? change(resource) : resource
            ),
        ]);

    public Node With(ImmutableArray<Resource> resources) =>
        this with
        {
            Inventory = Inventory with { Resources = resources },
        };

    public Node WithDirectory(string name, Func<DirectoryFacts, DirectoryFacts> change) =>
        With(name, resource => resource with { Directory = change(resource.Directory!) });

    public Node Changed(string name, TimeSpan ago) =>
        WithDirectory(name, directory => directory with { LastChanged = Now - ago });

    public Node Born(string name, TimeSpan ago) =>
        WithDirectory(name, directory => directory with { Born = Now - ago });

    public Node Sized(string name, long? bytes) =>
        WithDirectory(name, directory => directory with { Size = bytes is { } size ? new Bytes(size) : null });

    public Node Replaced(string name) =>
        WithDirectory(name, directory =>
            directory with
            {
                Fingerprint = directory.Fingerprint with { Inode = directory.Fingerprint.Inode + 1000 },
            }
        );

    public Node Missing(string name) => With(name, resource => resource with { Directory = null });

    public Node Labelled(string name, string key, string value) =>
        With(name, resource => resource with { Labels = resource.Labels.SetItem(key, value) });

    public Node WithVolume(
        string name,
        bool isKnown = true,
        bool isAnonymous = true,
        bool isLocal = true,
        bool isRecordOnly = false
    ) =>
        With($"volume:{name}", volume =>
            volume with
            {
                Volume = new VolumeFacts(isKnown, isAnonymous, isLocal) { IsRecordOnly = isRecordOnly },
            }
        );

    public Node Doubting(
        DoubtScope scope,
        string subject = "metadata.db",
        DoubtKind kind = DoubtKind.MetadataDamaged
    ) =>
        this with
        {
            Inventory = Inventory with
            {
                Doubts = Inventory.Doubts.Add(new Doubt(kind, scope, subject, "is empty; restore it")),
            },
        };

    public Node WritingALayer(TimeSpan since, TimeSpan margin) =>
        this with
        {
            Inventory = Inventory with
            {
                InFlight = Inventory.InFlight.Add(new RegisterInFlight("tmp/write-set-1", Now - since, margin)),
            },
        };

    /// <summary>Whole stores may be removed, old and confirmed like everything else, if the policy names
    /// them.</summary>
    public Node NamingStores(params string[] drivers) =>
        Under(policy => policy with { Stores = Hourly, StoreNames = [.. drivers] });

    /// <summary>An engine before 1.10.</summary>
    public Node ReusingNames() =>
        this with
        {
            Inventory = Inventory with { Store = Inventory.Store with { ReusesNames = true } },
        };

    public Node UsingDriver(string driver) =>
        this with
        {
            Inventory = Inventory with { Store = Inventory.Store with { Driver = driver } },
        };

    /// <summary>The engine can be asked to remove it.</summary>
    /// <param name="name">What it is called in the graph.</param>
    /// <param name="used">How long ago it was used last; 30 days unless said otherwise.</param>
    /// <param name="isInUse">It is at work now.</param>
    /// <param name="identity">What it is or refers to.</param>
    /// <param name="bytes">What the engine says that its removal frees.</param>
    public Node Known(
        string name,
        TimeSpan? used = null,
        bool isInUse = false,
        string? identity = null,
        long? bytes = null
    ) => With(name, resource => resource with { EngineManaged = new EngineManagedFacts(
                    Fingerprint.OfText(identity ?? name),
                    Now - (used ?? TimeSpan.FromDays(30))
                )
                {
                    IsInUse = isInUse,
                    Size = bytes is { } size ? new Bytes(size) : null,
                } });

    /// <summary>All that the engine can be asked to remove: containers, images, their names and build cache; confirmed
    /// as everything else.</summary>
    public Node AllKnown()
    {
        var known = Inventory
            .Resources.Where(resource =>
                resource.Id.Kind
                    is ResourceKind.Container
                        or ResourceKind.Image
                        or ResourceKind.ImageReference
                        or ResourceKind.BuildCacheRecord
            )
            .Aggregate(this, (node, resource) =>
                node.Known(
                    GraphLiteral.NameOf(resource.Id),
                    identity: resource.Needs.FirstOrDefault().Name ?? resource.Id.Name
                )
            );
        return known.Confirmed();
    }

    /// <summary>Seen twice, as it is now.</summary>
    public Node Confirmed() =>
        this with
        {
            Sightings = Sightings
                .None.Observe(new Liveness(Inventory with { TakenAt = Now.AddMinutes(-20) }))
                .Observe(new Liveness(Inventory)),
        };

    public Node Short(long bytes, long inodes = 0) =>
        this with
        {
            SpaceTarget = new SpaceTarget(new Extent(new Bytes(bytes), inodes), "not needed"),
        };

    public Node WithEngineStopped() =>
        this with
        {
            Inventory = Inventory with { Store = Inventory.Store with { IsEngineRunning = false } },
        };

    public Node Seen(string name, int scans, TimeSpan over)
    {
        var id = GraphLiteral.Id(name);
        var print = Inventory.Resources.Single(resource => resource.Id == id).Directory!.Fingerprint;
        return this with
        {
            Sightings = new Sightings(Sightings.ById.SetItem(id, new Sighting(id, print, Now - over, Now, scans))),
        };
    }

    public Node Unseen(string name) =>
        this with
        {
            Sightings = new Sightings(Sightings.ById.Remove(GraphLiteral.Id(name))),
        };
}
