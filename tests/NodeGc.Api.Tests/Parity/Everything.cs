using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Tests.Parity;

/// <summary>One object of each kind with every field set.</summary>
internal static class Everything
{
    private const long Gibi = 1L << 30;
    private static readonly string Digest = "sha256:" + new string('a', 64);
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Condition Ready = new()
    {
        Type = "Ready",
        Status = ConditionStatus.True,
        Reason = "Succeeded",
        Message = "Done.",
        LastTransitionTime = Noon,
        ObservedGeneration = 3,
    };

    private static readonly ClassTotals Layers = new()
    {
        Class = CollectedClass.Layers,
        Reclaimable = Of(1),
        Held = Of(2),
        Quarantined = Of(1),
        Reclaimed = Of(2),
    };

    private static readonly ClassTotals Volumes = new() { Class = CollectedClass.Volumes, Reclaimed = Of(1) };

    public static NodeStorage Node() =>
        new()
        {
            Metadata = new() { Name = "node-1" },
            Spec = new()
            {
                Orders =
                [
                    new()
                    {
                        Cleanup = "build",
                        Uid = "u-1",
                        RunId = "r-1",
                        Generation = 3,
                        Mode = CleanupMode.Approve,
                        ApprovedPlan = Digest,
                        ApprovedRunDigest = Digest,
                        When = new()
                        {
                            DiskUsagePercent = new() { High = 85, Low = 75 },
                            DiskFree = new() { Low = "10Gi", High = "30Gi" },
                            InodeUsagePercent = new() { High = 90, Low = 80 },
                        },
                        Collect = new()
                        {
                            Layers = new(),
                            Volumes = new() { Scope = VolumesScope.Unused },
                            Stores = new() { Names = ["aufs"] },
                        },
                        Protect = new()
                        {
                            Images = ["a/*"],
                            Volumes = ["pg-*"],
                            Containers = ["ci-*"],
                            Labels = ["keep"],
                            ClusterImages = false,
                        },
                        AlsoProtect = new()
                        {
                            Images = ["b/*"],
                            Volumes = ["my-*"],
                            Containers = ["cd-*"],
                            Labels = ["stay"],
                        },
                        Digest = Digest,
                        ClusterImages = new()
                        {
                            References = ["nginx:latest"],
                            Hashes = ImageHashes.Write(["app:1"]),
                            UnknownReason = "pods cannot be listed",
                        },
                        Kubelet = new()
                        {
                            ImageGCHighThresholdPercent = 85,
                            EvictionDiskPercent = 85,
                            EvictionInodePercent = 95,
                            UnknownReason = "forbidden",
                        },
                    },
                ],
                Restores =
                [
                    RestoreDigest.Seal(
                        new()
                        {
                            Name = "undo",
                            Uid = "u-2",
                            RunId = "r-1",
                            Items = ["overlay2/b"],
                            ExpirationTime = Noon,
                        }
                    ),
                ],
                Requests =
                [
                    RequestDigest.Seal(
                        new()
                        {
                            Id = "q-1",
                            ExpirationTime = Noon,
                            Format = AnswerFormat.Json,
                            Explain = new() { Subject = "overlay2/a" },
                        }
                    ),
                    RequestDigest.Seal(
                        new()
                        {
                            Id = "q-2",
                            ExpirationTime = Noon,
                            Format = AnswerFormat.Json,
                            Restore = new() { RunId = "r-1", Item = "overlay2/b" },
                        }
                    ),
                ],
            },
            Status = new()
            {
                ObservedGeneration = 2,
                HeartbeatTime = Noon,
                Agent = new()
                {
                    Version = "0.1.0",
                    PodName = "agent-x",
                    Namespace = "nodegc",
                    Instance = "i-1",
                },
                Conditions = [Ready],
                Storage = new()
                {
                    DataRoot = "/var/lib/docker",
                    EngineVersion = "20.10.24",
                    Driver = "overlay2",
                    BackingFilesystem = "extfs",
                    CapacityBytes = 110 * Gibi,
                    UsedBytes = 80_001,
                    FreeBytes = 19_999,
                    CapacityInodes = 1000,
                    FreeInodes = 900,
                    UsedPercent = 81,
                    Classes =
                    [
                        new()
                        {
                            Name = "images",
                            Items = 3,
                            Bytes = Gibi,
                            InUseItems = 1,
                            DanglingItems = 1,
                            ReclaimableBytes = 7,
                        },
                    ],
                },
                DataRoots =
                [
                    new()
                    {
                        Path = "/var/lib/docker",
                        Driver = "overlay2",
                        EngineVersion = "20.10.24",
                        MeasurementTime = Noon,
                        OnDisk = new() { Bytes = 3 * Gibi, Inodes = 30 },
                        AccountedFor = new() { Bytes = 2 * Gibi, Inodes = 20 },
                        Unaccounted = new() { Bytes = Gibi, Inodes = 10 },
                        Parts =
                        [
                            new()
                            {
                                Name = "imageLayers",
                                Items = 2,
                                Bytes = 3 * Gibi,
                                Inodes = 30,
                                AccountedForBytes = 2 * Gibi,
                            },
                        ],
                        DeletedOpenFiles =
                        [
                            new()
                            {
                                Process = "nginx",
                                Pid = 7,
                                Container = "web",
                                Pod = "shop/web-1",
                                Path = "/var/log/a",
                                Bytes = 5,
                            },
                        ],
                    },
                ],
                Orders = [Report()],
                Restores =
                [
                    new()
                    {
                        Name = "undo",
                        Uid = "u-2",
                        Phase = RestorePhase.Failed,
                        Message = "1 item not restored; overlay2/b exists again",
                        StartTime = Noon,
                        CompletionTime = Noon,
                        Restored = Of(1),
                        Failed = Of(1),
                    },
                ],
                Answers =
                [
                    new()
                    {
                        Id = "q-1",
                        CompletionTime = Noon,
                        ExitCode = 20,
                        Output = "[]",
                        Truncated = true,
                        Error = "not found",
                    },
                ],
            },
        };

    public static NodeStorageRestore Restore() =>
        new()
        {
            Metadata = new() { Name = "undo" },
            Spec = new()
            {
                RunId = "r-1",
                NodeSelector = new() { MatchExpressions = [new() { Key = "pool", Operator = "Exists" }] },
                Items = ["overlay2/b"],
                Timeout = "2h",
            },
            Status = new()
            {
                ObservedGeneration = 1,
                Conditions = [Ready],
                StartTime = Noon,
                ExpirationTime = Noon,
                CompletionTime = Noon,
                NodeCounts = new()
                {
                    Selected = 2,
                    Succeeded = 1,
                    Failed = 1,
                },
                Restored = Of(1),
                Failed = Of(2),
                Nodes =
                [
                    new()
                    {
                        Name = "node-1",
                        Phase = RestorePhase.Failed,
                        Message = "exists again",
                        Bytes = 1,
                    },
                ],
                NodesOmitted = 1,
            },
        };

    public static NodeStorageCleanup Cleanup() =>
        new()
        {
            Metadata = new() { Name = "build" },
            Spec = new()
            {
                NodeSelector = new() { MatchExpressions = [new() { Key = "pool", Operator = "Exists" }] },
                Mode = CleanupMode.Approve,
                ApprovedPlan = Digest,
                When = new()
                {
                    DiskUsagePercent = new() { High = 85, Low = 75 },
                    DiskFree = new() { Low = "10Gi", High = "30Gi" },
                    InodeUsagePercent = new() { High = 90, Low = 80 },
                },
                Collect = new()
                {
                    Layers = new(),
                    Volumes = new(),
                    Stores = new() { Names = ["aufs"] },
                },
            },
            Status = new()
            {
                ObservedGeneration = 3,
                Conditions = [Ready],
                LastRun = new()
                {
                    Id = "r-2",
                    Generation = 3,
                    Mode = CleanupMode.Enforce,
                    StartTime = Noon,
                    CompletionTime = Noon,
                    PlanDigest = Digest,
                    PlanExpirationTime = Noon,
                    Nodes = new()
                    {
                        Selected = 5,
                        Pending = 1,
                        Running = 1,
                        Succeeded = 1,
                        Failed = 1,
                        Skipped = 1,
                    },
                    Reclaimable = Of(1),
                    Held = Of(1),
                    Quarantined = Of(1),
                    Reclaimed = Of(1),
                    ByClass = [Layers, Volumes],
                },
                History =
                [
                    new()
                    {
                        Id = "r-1",
                        Generation = 2,
                        Mode = CleanupMode.Report,
                        StartTime = Noon,
                        CompletionTime = Noon,
                        Succeeded = 3,
                        Failed = 1,
                        Skipped = 1,
                        ReclaimableBytes = 1,
                        QuarantinedBytes = 2,
                        ReclaimedBytes = 3,
                    },
                ],
                Nodes =
                [
                    new()
                    {
                        Name = "node-1",
                        Phase = NodePhase.Failed,
                        Message = "No space.",
                        Bytes = Gibi,
                    },
                ],
            },
        };

    public static JsonObject ToNode(this NodeStorageCleanup cleanup) =>
        JsonSerializer.SerializeToNode(cleanup, ApiJsonContext.Default.NodeStorageCleanup)!.AsObject();

    /// <summary>The object of this kind.</summary>
    public static JsonObject Of(string kind) =>
        kind switch
        {
            "NodeStorageCleanup" => Cleanup().ToNode(),
            "NodeStorage" => Node().ToNode(),
            "NodeStorageRestore" => Restore().ToNode(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of NodeGc"),
        };

    public static JsonObject ToNode(this NodeStorageRestore restore) =>
        JsonSerializer.SerializeToNode(restore, ApiJsonContext.Default.NodeStorageRestore)!.AsObject();

    public static JsonObject ToNode(this NodeStorage node) =>
        JsonSerializer.SerializeToNode(node, ApiJsonContext.Default.NodeStorage)!.AsObject();

    private static OrderReport Report() =>
        new()
        {
            Cleanup = "build",
            RunId = "r-1",
            Phase = OrderPhase.Succeeded,
            Message = "Done.",
            RefusalReason = "It has no digest.",
            StartTime = Noon,
            CompletionTime = Noon,
            PlanDigest = Digest,
            PlanExpirationTime = Noon,
            Pressure = new()
            {
                StartReason = "disk usage 86% has reached the high threshold of 85%",
                StopReason = "disk usage 80% is above the low threshold of 75%; everything eligible was removed",
                AboveLow = true,
            },
            ByClass = [Layers, Volumes],
            Items =
            [
                new()
                {
                    Class = CollectedClass.Layers,
                    Name = "overlay2/abc",
                    Bytes = 5,
                    Reason = "No owner.",
                    Outcome = ItemOutcome.Quarantined,
                },
            ],
            UnmatchedPins = [new() { Field = "protect.images", Pattern = "alpine:9" }],
            Leftovers =
            [
                new()
                {
                    Kind = "Debris",
                    Items = 2,
                    Bytes = 10,
                },
            ],
            Errors = [new() { Subject = "overlay2/def", Message = "Is busy; stop what uses it." }],
            Omitted = new()
            {
                Items = 12,
                Errors = 3,
                UnmatchedPins = 1,
            },
        };

    private static Tally Of(long gibibytes) => new() { Items = gibibytes, Bytes = gibibytes * Gibi };
}
