using System.Collections.Immutable;
using NodeGc.Agent.Daemon;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Agent.Tests;

/// <summary>Nodes as they are, and as large as they can be.</summary>
internal static class SampleStatuses
{
    /// <summary>A character that JSON writes with six bytes.</summary>
    private const char Costly = '\'';

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static NodeStorage NodeOf(ImmutableArray<CleanupOrder> orders, int items) =>
        new()
        {
            Metadata = new ObjectMeta
            {
                Name = "ip-10-0-12-34.ec2.internal",
                Uid = Guid.NewGuid().ToString(),
                ResourceVersion = "123456789",
                Generation = 12,
                CreationTimestamp = Noon,
                OwnerReferences =
                [
                    new OwnerReference
                    {
                        ApiVersion = "v1",
                        Kind = "Node",
                        Name = "ip-10-0-12-34.ec2.internal",
                        Uid = Guid.NewGuid().ToString(),
                    },
                ],
            },
            Spec = new NodeStorageSpec { Orders = orders },
            Status = StatusBounds.Apply(Status(orders, items)),
        };

    public static CleanupOrder Order(string name, params CollectedClass[] classes) =>
        OrderDigest.Seal(
            new CleanupOrder
            {
                Cleanup = name,
                Uid = Guid.NewGuid().ToString(),
                RunId = $"{name[..Math.Min(name.Length, 32)]}-3-0123456789",
                Generation = 3,
                Mode = CleanupMode.Enforce,
                Collect = new CollectSpec
                {
                    Layers = classes.Contains(CollectedClass.Layers) ? new LayersSpec() : null,
                    Volumes = classes.Contains(CollectedClass.Volumes) ? new VolumesSpec() : null,
                },
            }
        );

    public static NodeStorageStatus Status(ImmutableArray<CleanupOrder> orders, int items) =>
        new()
        {
            ObservedGeneration = 12,
            HeartbeatTime = Noon,
            Agent = new AgentInfo
            {
                Version = "0.1.0",
                PodName = "nodegc-agent-x7k2p",
                Namespace = "nodegc",
                Instance = Guid.NewGuid().ToString("N"),
            },
            Conditions =
            [
                Condition(
                    NodeConditions.Ready,
                    ConditionStatus.True,
                    NodeReasons.AgentReady,
                    "all metadata was read and understood"
                ),
                .. NodeConditions
                    .All.Skip(1)
                    .Select(type => Condition(type, ConditionStatus.False, NodeReasons.NotFound, "")),
            ],
            Storage = new StorageInfo
            {
                DataRoot = "/var/lib/docker",
                EngineVersion = "28.5.2",
                Driver = "overlay2",
                BackingFilesystem = "extfs",
                CapacityBytes = 536_870_912_000,
                UsedBytes = 401_234_567_890,
                FreeBytes = 108_765_432_110,
                CapacityInodes = 32_768_000,
                FreeInodes = 28_123_456,
                UsedPercent = 79,
                Classes = [.. new[] { "images", "containers", "volumes", "buildCache" }.Select(Class)],
            },
            DataRoots = [Root("/var/lib/docker")],
            Orders = [.. orders.Select(order => Report(order, items))],
        };

    private static StorageClassReport Class(string name) =>
        new()
        {
            Name = name,
            Items = 140,
            Bytes = 81_234_567_890,
            InUseItems = 61,
            DanglingItems = name == "images" ? 12 : null,
            ReclaimableBytes = 41_234_567_890,
        };

    private static DataRootReport Root(string path) =>
        new()
        {
            Path = path,
            Driver = "overlay2",
            EngineVersion = "28.5.2",
            MeasurementTime = Noon,
            OnDisk = new Space { Bytes = 381_234_567_890, Inodes = 4_123_456 },
            AccountedFor = new Space { Bytes = 281_234_567_890, Inodes = 3_123_456 },
            Unaccounted = new Space { Bytes = 100_000_000_000, Inodes = 1_000_000 },
            Parts =
            [
                .. new[]
                {
                    "imageLayers",
                    "containerLayers",
                    "buildCache",
                    "orphanedLayers",
                    "volumesNamed",
                    "volumesAnonymous",
                    "containerLogs",
                    "metadata",
                }.Select(name => new DataRootPart
                {
                    Name = name,
                    Items = 140,
                    Bytes = 81_234_567_890,
                    Inodes = 812_345,
                    AccountedForBytes = 81_234_567_890,
                }),
            ],
            Quarantine = new QuarantineReport
            {
                Held = new Tally { Items = 12, Bytes = 12_345_678_901 },
                NextExpirationTime = Noon,
                Deleted = new Tally { Items = 40, Bytes = 92_345_678_901 },
            },
        };

    private static OrderReport Report(CleanupOrder order, int items) =>
        new()
        {
            Cleanup = order.Cleanup,
            RunId = order.RunId,
            Phase = OrderPhase.Succeeded,
            Message = "100 quarantined (11.5 GiB), 0 deleted (0 B reclaimed), 0 failed",
            StartTime = Noon,
            CompletionTime = Noon,
            PlanDigest = "sha256:" + new string('a', 64),
            ByClass =
            [
                .. new[] { CollectedClass.Layers, CollectedClass.Volumes }
                    .Where(name => name == CollectedClass.Layers || order.Collect.Volumes is not null)
                    .Select(name => new ClassTotals
                    {
                        Class = name,
                        Reclaimable = new Tally { Items = 100, Bytes = 12_345_678_901 },
                        Quarantined = new Tally { Items = 100, Bytes = 12_345_678_901 },
                    }),
            ],
            Items = [.. Enumerable.Range(0, items).Select(number => Item(items - number))],
            Omitted = new OmittedEntries { Items = 80 },
        };

    private static ItemReport Item(int number) =>
        new()
        {
            Class = CollectedClass.Layers,
            Name = $"overlay2/{number:x8}{new string('b', 56)}",
            Bytes = number * 1_000_000L,
            Reason = "no layer, container, build or mount refers to it",
            Outcome = ItemOutcome.Quarantined,
        };

    public static Condition Condition(string type, string status, string reason, string message) =>
        new()
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message,
            LastTransitionTime = Noon,
        };

    /// <summary>All texts and lists as long as the agent's own limits allow.</summary>
    public static NodeStorageStatus Talkative(int orders)
    {
        var all = Enumerable
            .Range(0, orders)
            .Select(number => Order($"{number}".PadLeft(63, 'c'), CollectedClass.Layers));
        var status = Status([.. all], items: OrderReport.MaxEntries);
        return status with
        {
            Conditions =
            [
                .. NodeConditions.All.Select(type =>
                    Condition(type, ConditionStatus.True, NodeReasons.Found, Long(3000))
                ),
            ],
            DataRoots = [.. Enumerable.Range(0, DataRootReport.MaxRoots).Select(TalkativeRoot)],
            Orders = [.. status.Orders.Select(Talkative)],
        };
    }

    private static DataRootReport TalkativeRoot(int number) =>
        Root($"/var/lib/docker-{number}") with
        {
            DeletedOpenFiles =
            [
                .. Enumerable
                    .Range(0, DataRootReport.MaxFiles)
                    .Select(pid => new DeletedOpenFile
                    {
                        Process = "java",
                        Pid = pid,
                        Path = Long(DeletedOpenFile.MaxPathLength),
                    }),
            ],
        };

    private static OrderReport Talkative(OrderReport report)
    {
        var entries = Enumerable.Range(0, OrderReport.MaxEntries);
        return report with
        {
            Message = Long(1024),
            Items = [.. report.Items.Select(item => item with { Name = Long(4096), Reason = Long(1024) })],
            Errors = [.. entries.Select(_ => new ErrorReport { Subject = Long(4096), Message = Long(1024) })],
            UnmatchedPins =
            [
                .. entries.Select(_ => new UnmatchedPin { Field = "protect.images", Pattern = Long(512) }),
            ],
        };
    }

    private static string Long(int length) => new(Costly, length);
}
