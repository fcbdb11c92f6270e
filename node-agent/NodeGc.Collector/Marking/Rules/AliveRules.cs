using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking.Rules;

/// <summary>What is alive by itself, whatever the policy says.</summary>
public static class AliveRules
{
    private static readonly RootReason OpenFiles = Alive("OpenFile", "a process has it open");
    private static readonly RootReason Mounts = Alive("Mount", "it is mounted");
    private static readonly RootReason Containers = Alive("Container", "the container exists");
    private static readonly RootReason ImageReferences = Alive("ImageReference", "the image has a name");
    private static readonly RootReason Images = Alive("Image", "the engine lists the image");
    private static readonly RootReason GraphRecords = Alive(
        "GraphRecord",
        "graph, where Docker before 1.10 kept images, still records it"
    );
    private static readonly RootReason Plugins = Alive("Plugin", "the plugin is installed");
    private static readonly RootReason BuildCache = Alive("BuildCache", "BuildKit has a record of it");
    private static readonly RootReason LayerMounts = Alive(
        "LayerMount",
        "the layer store has it mounted, for a container or a build"
    );
    private static readonly RootReason EngineOwned = Alive(
        "EngineOwned",
        "the engine removes it by itself, with what needs it"
    );
    private static readonly RootReason Layers = Alive(
        "Layer",
        "the layer store knows it; a running engine remembers it even when nothing uses it"
    );

    /// <summary>Those of <paramref name="resources"/> that are alive.</summary>
    public static IEnumerable<Root> Find(IEnumerable<Resource> resources) =>
        from resource in resources
        let reason = ReasonOf(resource.Id.Kind)
        where reason is not null && !resource.IsPart
        select new Root(resource.Id, reason);

    /// <summary>The directories of drivers that anything known to the engine needs.</summary>
    public static IEnumerable<Root> OfTheEngine(Inventory inventory) =>
        from candidate in inventory.Graph.Candidates
        where candidate.Id.Kind != ResourceKind.Volume && inventory.Alive.Contains(candidate.Id)
        select new Root(candidate.Id, EngineOwned);

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
