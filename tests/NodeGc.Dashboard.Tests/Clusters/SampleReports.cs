using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Dashboard.Tests.Clusters;

/// <summary>What agents report about their nodes; the same for the same number.</summary>
internal static class SampleReports
{
    private const long Gi = 1L << 30;

    private static readonly string[] Refusals =
    [
        NodeConditions.UnknownLayout,
        NodeConditions.MetadataDamaged,
        NodeConditions.EngineUnreachable,
        NodeConditions.KernelEvidenceMissing,
        NodeConditions.StoreUnsettled,
    ];

    public static NodeStorageStatus Create(int number, DateTimeOffset now)
    {
        var random = new Random(number);
        var (capacity, percent) = (200 * Gi, 35 + random.Next(62));
        var used = capacity * percent / 100;
        var root = CreateRoot(random, used, now);
        return new NodeStorageStatus
        {
            HeartbeatTime = now,
            Agent = new AgentInfo
            {
                Version = "0.1.0",
                PodName = $"nodegc-agent-{number:x5}",
                Instance = $"{number}",
            },
            Conditions = [.. Conditions(now)],
            Storage = new StorageInfo
            {
                DataRoot = "/var/lib/docker",
                EngineVersion = "26.1.5",
                Driver = "overlay2",
                BackingFilesystem = "extfs",
                CapacityBytes = capacity,
                UsedBytes = used,
                FreeBytes = capacity - used - 10 * Gi < 0 ? Gi : capacity - used - 10 * Gi,
                CapacityInodes = 13_107_200,
                FreeInodes = 13_107_200 - 40_000L * percent,
                UsedPercent = percent,
                Classes = [.. Classes(root)],
            },
            DataRoots = [root],
        };
    }

    /// <summary>With a condition that prevents deletions.</summary>
    public static NodeStorageStatus Refusing(this NodeStorageStatus status, string type, string message) =>
        status with
        {
            Conditions =
            [
                .. status.Conditions.Select(one =>
                    one.Type == type ? one with { Status = "True", Reason = NodeReasons.Found, Message = message }
                    : one.Type == NodeConditions.Ready
                        ? one with
                        {
                            Status = "False",
                            Reason = NodeReasons.MetadataNotUnderstood,
                            Message = $"{type} is True.",
                        }
                    : one
                ),
            ],
        };

    /// <summary>A report about an order, with the items that it found.</summary>
    public static OrderReport Report(
        CleanupOrder order,
        OrderPhase phase,
        ImmutableArray<ItemReport> items,
        DateTimeOffset now
    ) =>
        new()
        {
            Cleanup = order.Cleanup,
            RunId = order.RunId,
            Phase = phase,
            StartTime = now.AddMinutes(-12),
            CompletionTime = phase is OrderPhase.Succeeded or OrderPhase.Failed ? now.AddMinutes(-2) : null,
            PlanDigest =
                "sha256:"
                + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.RunId + items[0].Name))),
            PlanExpirationTime = phase == OrderPhase.Planned ? now.AddHours(70) : null,
            Message = phase == OrderPhase.Failed ? "2 items could not be removed." : null,
            ByClass = [.. items.GroupBy(item => item.Class).Select(group => Sum(group.Key, [.. group]))],
            Items = items,
        };

    public static ItemReport Item(
        CollectedClass one,
        string name,
        double gibibytes,
        ItemOutcome outcome,
        string reason
    ) =>
        new()
        {
            Class = one,
            Name = name,
            Bytes = (long)(gibibytes * Gi),
            Outcome = outcome,
            Reason = reason,
        };

    private static ClassTotals Sum(CollectedClass one, IReadOnlyCollection<ItemReport> items) =>
        new()
        {
            Class = one,
            Reclaimable = Tally(items, item => item.Outcome is not ItemOutcome.Held),
            Held = Tally(items, item => item.Outcome is ItemOutcome.Held),
            Quarantined = Tally(items, item => item.Outcome is ItemOutcome.Quarantined),
            Reclaimed = Tally(items, item => item.Outcome is ItemOutcome.Deleted),
        };

    private static Tally Tally(IEnumerable<ItemReport> items, Func<ItemReport, bool> counts)
    {
        var counted = items.Where(counts).ToList();
        return new Tally { Items = counted.Count, Bytes = counted.Sum(item => item.Bytes) };
    }

    private static IEnumerable<Condition> Conditions(DateTimeOffset now)
    {
        yield return new Condition
        {
            Type = NodeConditions.Ready,
            Status = "True",
            Reason = NodeReasons.AgentReady,
            Message = "The agent can carry out orders.",
            LastTransitionTime = now.AddDays(-9),
        };
        foreach (var type in Refusals)
            yield return new Condition
            {
                Type = type,
                Status = "False",
                Reason = "NotFound",
                Message = "The last scan did not find this condition.",
                LastTransitionTime = now.AddDays(-9),
            };
    }

    private static DataRootReport CreateRoot(Random random, long used, DateTimeOffset now)
    {
        var inside = used * 8 / 10;
        ImmutableArray<DataRootPart> parts =
        [
            Part("imageLayers", random, inside, 38, 210),
            Part("containerLayers", random, inside, 9, 41),
            Part("buildCache", random, inside, 14, 380),
            Part("orphanedLayers", random, inside, 11, 57),
            Part("unreferencedLayers", random, inside, 3, 9),
            Part("volumesNamed", random, inside, 8, 12),
            Part("volumesAnonymous", random, inside, 6, 33),
            Part("containerLogs", random, inside, 4, 44),
            Part("metadata", random, inside, 1, 1400),
            Part("quarantine", random, inside, 4, 6),
            Part("unexplained", random, inside, 1, 3),
        ];
        var bytes = parts.Sum(part => part.Bytes);
        var accounted = parts.Sum(part => part.AccountedForBytes);
        var quarantined = parts.Single(part => part.Name == "quarantine");
        return new DataRootReport
        {
            Path = "/host/root/var/lib/docker",
            Driver = "overlay2",
            EngineVersion = "26.1.5",
            MeasurementTime = now.AddMinutes(-14),
            OnDisk = new Space { Bytes = bytes, Inodes = parts.Sum(part => part.Inodes) },
            AccountedFor = new Space { Bytes = accounted },
            Unaccounted = new Space { Bytes = bytes - accounted },
            Parts = parts,
            Quarantine = new QuarantineReport
            {
                Held = new Tally { Items = quarantined.Items, Bytes = quarantined.Bytes },
                NextExpirationTime = now.AddMinutes(40 + random.Next(1300)),
                Deleted = new Tally { Items = 11, Bytes = 3 * Gi },
            },
        };
    }

    private static DataRootPart Part(string name, Random random, long all, int percent, int items)
    {
        var bytes = all / 100 * percent * (80 + random.Next(41)) / 100;
        return new DataRootPart
        {
            Name = name,
            Items = items,
            Bytes = bytes,
            Inodes = items * 900L,
            AccountedForBytes = name is "imageLayers" or "containerLayers" or "buildCache" or "volumesNamed"
                ? bytes
                : 0,
        };
    }

    private static IEnumerable<StorageClassReport> Classes(DataRootReport root)
    {
        long Bytes(string part) => root.Parts.Single(one => one.Name == part).Bytes;
        yield return Class("layers", 320, 254, Bytes("imageLayers") + Bytes("orphanedLayers"), Bytes("orphanedLayers"));
        yield return Class("images", 84, 31, Bytes("imageLayers"), Bytes("imageLayers") / 3);
        yield return Class("containers", 41, 29, Bytes("containerLayers"), Bytes("containerLayers") / 4);
        yield return Class(
            "volumes",
            45,
            20,
            Bytes("volumesNamed") + Bytes("volumesAnonymous"),
            Bytes("volumesAnonymous")
        );
        yield return Class("buildCache", 380, 12, Bytes("buildCache"), Bytes("buildCache") * 9 / 10);
    }

    private static StorageClassReport Class(string name, long items, long inUse, long bytes, long reclaimable) =>
        new()
        {
            Name = name,
            Items = items,
            InUseItems = inUse,
            Bytes = bytes,
            ReclaimableBytes = reclaimable,
        };
}
