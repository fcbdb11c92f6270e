using System.Collections.Immutable;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Daemon;

/// <summary>Builds the data roots of a node's status. Pure.</summary>
internal static class DataRootReports
{
    private const int MaxNameLength = 256;

    /// <summary>The reports, updated by <paramref name="usage"/>; if there are too many, those measured last.</summary>
    public static ImmutableArray<DataRootReport> With(ImmutableArray<DataRootReport> known, StoreUsage usage) =>
        [
            .. known
                .Where(root => root.Path != usage.Store.DataRoot)
                .Append(Of(usage) with { Quarantine = Find(known, usage.Store.DataRoot).Quarantine })
                .OrderByDescending(root => root.MeasurementTime)
                .Take(DataRootReport.MaxRoots)
                .OrderBy(root => root.Path, StringComparer.Ordinal),
        ];

    /// <summary>The reports, updated with the contents of the quarantine of <paramref name="path"/> and what was just
    /// deleted from it.</summary>
    public static ImmutableArray<DataRootReport> With(
        ImmutableArray<DataRootReport> known,
        string path,
        ImmutableArray<QuarantinedItem> held,
        ExpiryReport expired
    )
    {
        var root = Find(known, path);
        var quarantine = new QuarantineReport
        {
            Held = new Tally { Items = held.Length, Bytes = held.Sum(item => item.SizeBytes) },
            NextExpirationTime = held.IsEmpty ? null : held.Min(item => item.ExpiresAt),
            Deleted =
                root.Quarantine.Deleted
                + new Tally { Items = expired.Deleted.Length, Bytes = Math.Max(0, expired.Reclaimed.Value) },
        };
        return quarantine == root.Quarantine
            ? known
            :
            [
                .. known
                    .Where(other => other.Path != path)
                    .Append(root with { Quarantine = quarantine })
                    .OrderBy(other => other.Path, StringComparer.Ordinal)
                    .Take(DataRootReport.MaxRoots),
            ];
    }

    private static DataRootReport Find(ImmutableArray<DataRootReport> known, string path) =>
        known.FirstOrDefault(root => root.Path == path) ?? new DataRootReport { Path = path };

    private static DataRootReport Of(StoreUsage usage) =>
        new()
        {
            Path = usage.Store.DataRoot,
            Driver = usage.Store.Driver,
            EngineVersion = usage.Store.EngineVersion,
            MeasurementTime = usage.MeasurementTime,
            OnDisk = Of(usage.OnDisk),
            AccountedFor = Of(usage.AccountedFor),
            Unaccounted = Of(usage.Unaccounted),
            Parts = [.. usage.Parts.Select(Of)],
            DeletedOpenFiles = [.. usage.DeletedOpenFiles.Take(DataRootReport.MaxFiles).Select(Of)],
        };

    private static Space Of(Extent extent) => new() { Bytes = extent.Bytes.Value, Inodes = extent.Inodes };

    private static DataRootPart Of(PartUsage part) =>
        new()
        {
            Name = part.Part.Word(),
            Items = part.Items,
            Bytes = part.OnDisk.Bytes.Value,
            Inodes = part.OnDisk.Inodes,
            AccountedForBytes = part.AccountedFor.Bytes.Value,
        };

    private static DeletedOpenFile Of(HeldFile held) =>
        new()
        {
            Process = ShortText.Truncate(held.File.Process, MaxNameLength),
            Pid = held.File.Pid,
            Container = held.Container is { } container ? ShortText.Truncate(container, MaxNameLength) : null,
            Pod = held.Pod,
            Path = End(held.File.Path),
            Bytes = held.File.Size.Value,
        };

    private static string End(string path) =>
        path.Length <= DeletedOpenFile.MaxPathLength ? path : $"…{path[^(DeletedOpenFile.MaxPathLength - 1)..]}";
}
