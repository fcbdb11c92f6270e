using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Kubernetes.Objects;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Daemon;

/// <summary>Updates the node's status with the results of scans. Pure.</summary>
internal static class NodeFindings
{
    private const int MaxSubjects = 3;

    /// <summary>The status after a scan of the only store.</summary>
    public static NodeStorageStatus WithScan(
        this NodeStorageStatus status,
        Scan scan,
        bool isReadOnly,
        DateTimeOffset now
    ) => status.WithScans([scan], isReadOnly, now);

    /// <summary>The status after a scan of all stores: problems of all of them count, and the filesystem of the first
    /// one is shown.</summary>
    public static NodeStorageStatus WithScans(
        this NodeStorageStatus status,
        IReadOnlyList<Scan> scans,
        bool isReadOnly,
        DateTimeOffset now
    )
    {
        ImmutableArray<Doubt> doubts = [.. scans.SelectMany(scan => scan.Inventory.Doubts)];
        var conditions = Enum.GetValues<DoubtKind>()
            .Aggregate(status.Conditions, (all, kind) =>
                all.With(ConfirmedLossReports.In(ConditionOf(kind, doubts), kind, scans), now)
            );
        return scans.Aggregate(status, (all, scan) => all.WithUsage(scan.StoreUsage)) with
        {
            Storage = StorageOf(scans[0]),
            Conditions = conditions.With(ReadyAfter(doubts, isReadOnly), now),
        };
    }

    /// <summary>The status with the last measurement; unchanged if there is none or it is included already.</summary>
    public static NodeStorageStatus WithUsage(this NodeStorageStatus status, StoreUsage? usage) =>
        usage is null
        || status.DataRoots.Any(root =>
            root.Path == usage.Store.DataRoot && root.MeasurementTime == usage.MeasurementTime
        )
            ? status
            : status with
            {
                DataRoots = DataRootReports.With(status.DataRoots, usage),
                Storage =
                    status.Storage is { } storage && storage.DataRoot == usage.Store.DataRoot
                        ? storage with
                        {
                            Classes = [.. usage.Classes.Select(ClassOf)],
                        }
                        : status.Storage,
            };

    /// <summary>The status with the contents of the quarantine of <paramref name="dataRoot"/> and what was just
    /// deleted from it.</summary>
    public static NodeStorageStatus WithQuarantine(
        this NodeStorageStatus status,
        string dataRoot,
        ImmutableArray<QuarantinedItem> held,
        ExpiryReport expired
    ) =>
        DataRootReports.With(status.DataRoots, dataRoot, held, expired) is var roots && roots == status.DataRoots
            ? status
            : status with
            {
                DataRoots = roots,
            };

    /// <summary>The status with the usage of the filesystem of <paramref name="dataRoot"/>, if that is the one
    /// shown.</summary>
    public static NodeStorageStatus WithUsage(this NodeStorageStatus status, string dataRoot, FileSystemUsage usage) =>
        status.Storage is { } storage && storage.DataRoot == dataRoot
            ? status with
            {
                Storage = storage.With(usage),
            }
            : status;

    /// <summary>The status after a failed scan.</summary>
    public static NodeStorageStatus WithFailure(
        this NodeStorageStatus status,
        string reason,
        string message,
        DateTimeOffset now
    ) => status with { Conditions = status.Conditions.With(Ready(ConditionStatus.False, reason, message), now) };

    /// <summary>The status of a node without a store.</summary>
    public static NodeStorageStatus WithoutStore(this NodeStorageStatus status, string message, DateTimeOffset now) =>
        status with
        {
            Storage = null,
            Conditions = status.Conditions.With(Ready(ConditionStatus.True, NodeReasons.NoStore, message), now),
        };

    private static Condition ConditionOf(DoubtKind kind, ImmutableArray<Doubt> all)
    {
        var doubts = all.Where(doubt => doubt.Kind == kind)
            .OrderBy(doubt => doubt.Subject, StringComparer.Ordinal)
            .ToList();
        var (status, reason) = doubts switch
        {
            [] => (ConditionStatus.False, NodeReasons.NotFound),
            _ when kind == DoubtKind.EngineUnreachable && doubts.All(doubt => doubt.IsNote) => (
                ConditionStatus.False,
                NodeReasons.OtherProcesses
            ),
            _ => (ConditionStatus.True, NodeReasons.Found),
        };
        return new Condition
        {
            Type = kind.ToString(),
            Status = status,
            Reason = reason,
            Message = MessageOf(doubts),
        };
    }

    private static string MessageOf(List<Doubt> doubts)
    {
        var named = string.Join("; ", doubts.Take(MaxSubjects).Select(doubt => $"{doubt.Subject}: {doubt.Message}"));
        return doubts.Count <= MaxSubjects ? named : $"{named}; and {doubts.Count - MaxSubjects} more";
    }

    private static Condition ReadyAfter(ImmutableArray<Doubt> doubts, bool isReadOnly) =>
        doubts.Any(doubt => doubt.Scope != DoubtScope.Nothing)
            ? Ready(
                ConditionStatus.False,
                NodeReasons.MetadataNotUnderstood,
                "some metadata is not understood; everything it may reference is kept"
            )
        : isReadOnly ? Ready(ConditionStatus.True, NodeReasons.ReadOnly, "the agent reports but never removes")
        : Ready(ConditionStatus.True, NodeReasons.AgentReady, "all metadata was read and understood");

    private static Condition Ready(string status, string reason, string message) =>
        new()
        {
            Type = NodeConditions.Ready,
            Status = status,
            Reason = reason,
            Message = message,
        };

    private static StorageInfo StorageOf(Scan scan)
    {
        var store = scan.Inventory.Store;
        return new StorageInfo
        {
            DataRoot = store.DataRoot,
            EngineVersion = store.EngineVersion,
            Driver = store.Driver,
            Classes = [.. (scan.StoreUsage?.Classes ?? []).Select(ClassOf)],
        }.With(scan.Usage);
    }

    private static StorageInfo With(this StorageInfo storage, FileSystemUsage usage) =>
        storage with
        {
            BackingFilesystem = usage.Kind,
            CapacityBytes = usage.Total.Value,
            UsedBytes = (usage.Total - usage.Free).Value,
            FreeBytes = usage.Available.Value,
            UsedPercent = usage.Fullness.DiskPercent,
            CapacityInodes = (long)usage.Inodes,
            FreeInodes = (long)usage.FreeInodes,
        };

    private static StorageClassReport ClassOf(ClassHolding holding) =>
        new()
        {
            Name = holding.Class.Word(),
            Items = holding.Total.Items,
            Bytes = holding.Total.Bytes?.Value,
            InUseItems = holding.InUse.Items,
            DanglingItems = holding.Dangling,
            ReclaimableBytes = holding.Reclaimable?.Value,
        };
}
