using System.Collections.Immutable;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.Tests.Reports;

/// <summary>One report of each command, as a node with a little of everything makes it.</summary>
internal static class Documents
{
    private const long Mebi = 1 << 20;
    private static readonly string Layer = $"overlay2/{Hex('4')}";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StoreDocument Store = new(
        "/var/lib/docker",
        "overlay2",
        "28.5.2",
        true,
        "ext4",
        252L << 30,
        80L << 30,
        1000,
        900
    )
    {
        UsedPercent = 69,
    };
    private static readonly DoubtDocument Doubt = new(
        "MetadataDamaged",
        "Layers",
        $"image/overlay2/imagedb/content/sha256/{Hex('7')}",
        "it is empty. The engine ignores the image and its tags."
    )
    {
        Kept = "all layers",
    };

    private static readonly ImmutableArray<EvidenceDocument> Evidence =
    [
        new("Metadata", "17 layers, 4 layer mounts, 6 images, 10 build cache records, 3 containers, 1 volume record"),
        new("Engine", "6 images, 3 containers, 1 volume, 10 build cache records"),
    ];

    private static readonly DirectoryDocument Top = new(
        "image layer",
        2,
        $"sha256:{Hex('5')}",
        Layer,
        [],
        3 * Mebi,
        3 * Mebi,
        ["base:1", "shop:1"]
    );

    public static ScanDocument Scan { get; } =
        new(
            Store,
            Noon,
            [
                Class("layers", 31, 2, 900, 40),
                Class("volumes", 3, 1, 50, 7),
                Class("stores", 0, 0, 0, 0),
                Class("containers", 3, 2, 12, 5),
                Class("images", 6, 4, 800, 300) with
                {
                    Dangling = 2,
                },
                Class("buildCache", 10, 10, 100, 100),
                Class("mounts", 2, 0, 0, 0),
                Class("debris", 1, 1, 1, 1),
            ],
            DiskUsage,
            [
                new("layers", Hex('4'), Layer, 40 * Mebi, Noon, 2, null),
                new("volumes", "lost", "volumes/lost", null, Noon, 1, "MetadataDamaged: it is empty"),
            ],
            [
                new(
                    "ContainerWithoutConfig",
                    $"containers/{Hex('9')}",
                    null,
                    "held until the Docker daemon is stopped, in case it is being created; otherwise its logs may be "
                        + "all that is left of a container"
                ),
            ],
            [Doubt],
            Evidence
        );

    public static PlanDocument Plan { get; } =
        new(
            Store,
            $"sha256:{Hex('d')}",
            new AmountDocument(4, 48 * Mebi),
            [
                new(
                    "layers",
                    $"overlay2/{Hex('4')}",
                    Layer,
                    40 * Mebi,
                    "Filesystem",
                    "unreferenced; checked: images, layers, containers, build cache records, mounts, open files, and "
                        + "all directories that these need; unchanged since 2026-02-20T12:00:00Z; seen as garbage in 2 "
                        + "scans since 2026-03-01T11:00:00Z"
                ),
                new(
                    "volumes",
                    Hex('6'),
                    $"volumes/{Hex('6')}",
                    7 * Mebi,
                    "Engine",
                    "created by the engine for a container that no longer exists; unreferenced; checked: containers, "
                        + "mounts, open files; unchanged since 2026-02-20T12:00:00Z; seen as garbage in 2 scans since "
                        + "2026-03-01T11:00:00Z"
                ),
                new(
                    "images",
                    "old:1",
                    "old:1",
                    Mebi,
                    "ByEngine",
                    "tag or digest of an image that no container uses; last used 2026-02-20T12:00:00Z"
                ),
                new(
                    "mounts",
                    "m",
                    "/var/lib/docker/overlay2/x/merged",
                    0,
                    "Unmount",
                    "overlay on /var/lib/docker/overlay2/x/merged, seen by process 1 (systemd); its container no "
                        + "longer exists, and nothing else uses the layer; the layer itself can be collected in a "
                        + "later run; unchanged since 2026-02-20T12:00:00Z"
                ),
            ],
            [new("volumes", "pg", "volumes/pg", Mebi, "VolumeIsPinned", "matches protect.volumes (pg*)")],
            28,
            [],
            [],
            Evidence
        );

    public static CleanDocument Clean { get; } =
        new(
            "20260301-120000-abcd",
            Plan,
            new AmountDocument(1, 40 * Mebi),
            new AmountDocument(1, Mebi),
            null,
            [
                new("layers", Hex('4'), Layer, 40 * Mebi, "Quarantined", "can be restored until 2026-03-02T12:00:00Z"),
                new(
                    "images",
                    "old:1",
                    "old:1",
                    Mebi,
                    "Deleted",
                    $"permanently deleted; to pull it again: docker pull old@sha256:{Hex('e')}"
                )
                {
                    IsShownInFull = true,
                },
                new(
                    "volumes",
                    Hex('6'),
                    $"volumes/{Hex('6')}",
                    7 * Mebi,
                    "Failed",
                    "the engine did not remove volume 66666666: no space left on device"
                )
                {
                    IsShownInFull = true,
                },
            ]
        );

    public static CleanDocument DryRun { get; } =
        new(
            null,
            Plan with
            {
                Enough = "Still above the stop thresholds after removing everything eligible, by 12 GiB and 0 inodes",
                WithoutEffect =
                [
                    "spec.nodeSelector is ignored on a single host; use --node-labels KEY=VALUE to match it",
                ],
                UnmatchedPins = ["protect.images: alpine:9"],
                CleanRefuses = "spec.suspend is true, so no run starts. Set it to false to clean.",
            },
            new AmountDocument(0, 0),
            new AmountDocument(0, 0),
            null,
            []
        );

    public static RestoreDocument Restore { get; } = new([new("layers", Hex('4'), Layer, 40 * Mebi, "Restored", "")]);

    public static QuarantineDocument Quarantine { get; } =
        new(
            "/var/lib/docker",
            [new("20260301-120000-abcd", "layers", Hex('4'), Layer, 40 * Mebi, Noon, Noon.AddDays(1), "unreferenced")],
            new AmountDocument(1, 40 * Mebi)
        );

    public static QuarantineDocument EmptyQuarantine { get; } = new("/var/lib/docker", [], new AmountDocument(0, 0));

    public static LossReportDocument Losses { get; } =
        new(
            "/var/lib/docker",
            [
                new("image/overlay2/layerdb", "Confirmed", "", "the directory is missing", Noon),
                new("containers/web", "Unconfirmed", "Layers", "config.v2.json is empty", null) { Kept = "all layers" },
            ],
            []
        );

    public static LossReportDocument LossesDryRun { get; } =
        new(
            "/var/lib/docker",
            [new("containers/web", "WouldConfirm", "2 layer directories", "config.v2.json is empty", null)],
            [Layer]
        );

    public static LossReportDocument NoLosses { get; } = new("/var/lib/docker", [], []);

    public static EvictionDocument EvictionDryRun { get; } =
        new(
            true,
            [new("layers", Hex('4'), Layer, 40 * Mebi, "Planned", "can be restored until 2026-03-02T12:00:00Z")],
            new AmountDocument(0, 0),
            0
        );

    public static EvictionDocument Eviction { get; } =
        new(
            false,
            [new("layers", Hex('4'), Layer, 40 * Mebi, "Deleted", "")],
            new AmountDocument(1, 40 * Mebi),
            39 * Mebi
        );

    public static ImmutableArray<ExplainDocument> Explanations { get; } =
    [
        new()
        {
            Resource = $"container {Hex('c')}",
            Kind = "container",
            Id = Hex('c'),
            Names = ["web (running)"],
            Verdict = "live",
            Reason = "the container exists",
            Directories = [new("read-write", null, null, $"overlay2/{Hex('1')}", [], Mebi, null, []), Top],
            TotalBytes = 4 * Mebi,
            UniqueBytes = Mebi,
            DependsOn = ["image shop:1"],
            Logs = new ContainerLogDocument(Hex('c'), "web", "shop/web-1", 3, 12 * Mebi),
        },
        new()
        {
            Resource = $"layer directory overlay2/{Hex('4')}",
            Kind = "layer directory",
            Id = $"overlay2/{Hex('4')}",
            Verdict = "live",
            Path = Layer,
            Bytes = 3 * Mebi,
            Reason = "the container exists",
            Chain = [$"layer directory overlay2/{Hex('4')}", $"layer sha256:{Hex('5')}", "container web"],
            Users =
            [
                new("layer", $"sha256:{Hex('5')}", "555555555555", true),
                new("container", Hex('c'), "web", false),
            ],
            Layers = [$"sha256:{Hex('5')}"],
            Positions = [new($"sha256:{Hex('a')}", "shop:1", 2, 2), new($"sha256:{Hex('b')}", "base:1", null, 1)],
        },
        new()
        {
            Resource = $"layer directory overlay2/{Hex('8')}",
            Kind = "layer directory",
            Id = $"overlay2/{Hex('8')}",
            Verdict = "garbage",
            Path = $"overlay2/{Hex('8')}",
            RelatedPaths = [$"overlay2/l/ABC"],
            Bytes = 3 * Mebi,
            Reason = "unreferenced; checked: 17 layers; 6 images",
            Evidence = Evidence,
        },
    ];

    public static ImagesDocument Images { get; } =
        new(Store, [Image("shop:1", 'a', 0), Image(null, 'b', 1)], 6 * Mebi, 3 * Mebi, []);

    public static LayerTreeDocument Layers { get; } =
        new(
            Store,
            [
                new(
                    $"sha256:{Hex('5')}",
                    0,
                    Layer,
                    3 * Mebi,
                    3 * Mebi,
                    ["shop:1"],
                    ["web (running)"],
                    ["emudnq8ixhvt9ob0x22za5ffc"]
                ),
            ],
            []
        );

    private static DiskUsageDocument DiskUsage =>
        new(
            Noon,
            new(900 * Mebi, 900),
            new(800 * Mebi, 800),
            new(100 * Mebi, 100),
            [
                new("imageLayers", 12, new(800 * Mebi, 800), new(800 * Mebi, 800)),
                new("containerLogs", 4, new(100 * Mebi, 100), new(0, 0)),
            ],
            [new(5 * Mebi, 17, "nginx", "web", "shop/web-1", "/var/log/access.log")],
            ["volumes/x: it was removed during the measurement"]
        )
        {
            Logs = [new(Hex('c'), "web", "shop/web-1", 3, 12 * Mebi), new(Hex('9'), "worker", null, 1, Mebi)],
        };

    private static ImageDocument Image(string? name, char digit, int depth) =>
        new()
        {
            Id = $"sha256:{Hex(digit)}",
            References = name is null ? [] : [name],
            Kind = name is null ? "dangling" : "tagged",
            Parent = null,
            Depth = depth,
            Bytes = 4 * Mebi,
            OwnBytes = Mebi,
            SharedBytes = 3 * Mebi,
            UniqueBytes = Mebi,
            EngineBytes = 4 * Mebi,
            Layers = 2,
            Containers = name is null ? [] : [new ContainerDocument(Hex('c'), "web (running)", Mebi)],
            Directories = [Top],
            OwnPaths = [Layer],
            LayersInCommon = 1,
            InCommonWith = ["base:1"],
            InCommonWithMore = 0,
        };

    private static ClassDocument Class(string name, int total, int unused, long size, long reclaimable) =>
        new(
            name,
            new(total, size * Mebi),
            new(total - unused, (size - reclaimable) * Mebi),
            new(unused, reclaimable * Mebi),
            reclaimable * Mebi
        );

    private static string Hex(char digit) => new(digit, 64);
}
