using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>What is in use regardless of the policy.</summary>
public static class AliveRules
{
    private static readonly RootReason OpenFiles = Alive("OpenFile", "held open by a process");
    private static readonly RootReason Mounts = Alive("Mount", "mounted");
    private static readonly RootReason Containers = Alive("Container", "the container exists");
    private static readonly RootReason ImageReferences = Alive("ImageReference", "the image has a tag or digest");
    private static readonly RootReason Images = Alive("Image", "the engine lists the image");
    private static readonly RootReason GraphRecords = Alive(
        "GraphRecord",
        "still recorded in graph, the image store of Docker before 1.10"
    );
    private static readonly RootReason Plugins = Alive("Plugin", "the plugin is installed");
    private static readonly RootReason BuildCache = Alive("BuildCache", "recorded in the build cache");
    private static readonly RootReason LayerMounts = Alive(
        "LayerMount",
        "mounted by the layer store for a container or a build"
    );
    private static readonly RootReason VolumeRecords = Alive(
        "VolumeRecord",
        "the engine has a record of the volume, whose options name what it needs"
    );
    private static readonly RootReason EngineOwned = Alive("EngineOwned", "managed by the engine");
    private static readonly RootReason Layers = Alive(
        "Layer",
        "recorded in the layer store; a running engine keeps it in memory even when unused"
    );

    /// <summary>What of <paramref name="inventory"/> is in use.</summary>
    public static IEnumerable<Root> Find(Inventory inventory) =>
        from resource in inventory.Resources
        let reason = IsRecordThatNeedsOthers(resource.Id, inventory.Graph) ? VolumeRecords : ReasonOf(resource.Id.Kind)
        where reason is not null && !resource.IsSubsumed
        select new Root(resource.Id, reason);

    /// <summary>The driver directories that anything known to the engine needs.</summary>
    public static IEnumerable<Root> OfTheEngine(Liveness liveness) =>
        from candidate in liveness.Inventory.Graph.Candidates
        where candidate.Id.Kind != ResourceKind.Volume && liveness.Alive.Contains(candidate.Id)
        select new Root(candidate.Id, EngineOwned);

    /// <summary>A volume without a directory is nothing that a plan could include, so it stays, whatever refers to
    /// it.</summary>
    private static bool IsRecordThatNeedsOthers(ResourceId id, ResourceGraph graph) =>
        id.Kind == ResourceKind.Volume && graph.Find(id) is { IsCandidate: false, Needs.IsEmpty: false };

    private static RootReason? ReasonOf(ResourceKind kind) =>
        kind switch
        {
            ResourceKind.OpenFile => OpenFiles,
            ResourceKind.Mount => Mounts,
            ResourceKind.Container => Containers,
            ResourceKind.ImageReference => ImageReferences,
            ResourceKind.Image => Images,
            ResourceKind.GraphRecord => GraphRecords,
            ResourceKind.Plugin => Plugins,
            ResourceKind.BuildCacheRecord => BuildCache,
            ResourceKind.LayerMount => LayerMounts,
            ResourceKind.Layer => Layers,
            ResourceKind.Volume or ResourceKind.LayerDirectory or ResourceKind.Store or ResourceKind.Debris => null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a resource kind"),
        };

    private static RootReason Alive(string rule, string text) => new(rule, RootBasis.Alive, text);
}
