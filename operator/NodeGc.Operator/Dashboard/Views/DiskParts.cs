using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Names the parts of a data root and of its filesystem. Pure.</summary>
internal static class DiskParts
{
    private static readonly FrozenDictionary<string, (string Label, PartKind Kind, string Contents)> Known =
        new Dictionary<string, (string, PartKind, string)>
        {
            ["imageLayers"] = ("Image layers", PartKind.Managed, "Layers of images."),
            ["containerLayers"] = ("Container layers", PartKind.Managed, "Writable layers of containers."),
            ["buildCache"] = ("Build cache", PartKind.Managed, "Layers that only the build cache uses."),
            ["unreferencedLayers"] = (
                "Unreferenced layers",
                PartKind.Leftover,
                "Layers that the engine knows but nothing uses."
            ),
            ["orphanedLayers"] = (
                "Orphaned layers",
                PartKind.Leftover,
                "Layer directories that the engine does not know and nothing in use references."
            ),
            ["volumesNamed"] = ("Named volumes", PartKind.Managed, "Volumes with a name that someone chose."),
            ["volumesAnonymous"] = (
                "Anonymous volumes",
                PartKind.Managed,
                "Volumes that the engine created for a container."
            ),
            ["volumesOrphaned"] = (
                "Orphaned volumes",
                PartKind.Leftover,
                "Volumes that the engine does not know and nothing in use references."
            ),
            ["volumesElsewhere"] = (
                "Volume directories",
                PartKind.Managed,
                "Directories of volumes whose data is stored elsewhere."
            ),
            ["containerLogs"] = ("Container logs", PartKind.Managed, "Logs, including rotated ones."),
            ["metadata"] = ("Metadata", PartKind.Managed, "The engine's own records."),
            ["scratch"] = (
                "Temporary files",
                PartKind.Managed,
                "Temporary files of the engine, and what interrupted operations left of them."
            ),
            ["quarantine"] = ("Quarantine", PartKind.Quarantine, "Moved aside by a cleanup. Can be restored."),
            ["leftoverStores"] = (
                "Leftover stores",
                PartKind.Leftover,
                "Stores of storage drivers and user namespaces that are not in use."
            ),
            ["plugins"] = ("Plugins", PartKind.Managed, "Managed plugins."),
            ["containerdStore"] = ("containerd store", PartKind.Managed, "Data of a containerd that the engine runs."),
            ["deletedOpenFiles"] = (
                "Deleted open files",
                PartKind.Managed,
                "Freed when the processes close them: df counts them, du does not."
            ),
            ["unexplained"] = ("Unexplained", PartKind.Unexplained, "Not known, so it is kept."),
        }.ToFrozenDictionary();

    /// <summary>The parts of a data root, the largest first.</summary>
    public static ImmutableArray<DiskPart> Read(DataRootReport root) =>
        [.. root.Parts.OrderByDescending(part => part.Bytes).ThenBy(part => part.Name).Select(Describe)];

    /// <summary>The filesystem of the data roots as a whole: managed data, leftovers, quarantine, and what is outside
    /// the data roots.</summary>
    public static ImmutableArray<DiskPart> ReadFilesystem(StorageInfo storage, IEnumerable<DataRootReport> roots)
    {
        var parts = roots.SelectMany(root => Read(root)).ToList();
        var outside = storage.UsedBytes - parts.Sum(part => part.Bytes);
        DiskPart[] all =
        [
            .. from part in parts group part.Bytes by part.Kind into sum orderby sum.Key select Sum(sum.Key, sum.Sum()),
            Sum(PartKind.Other, Math.Max(0, outside)),
            Sum(PartKind.Free, storage.FreeBytes),
        ];
        return [.. all.Where(part => part.Bytes > 0)];
    }

    private static DiskPart Sum(PartKind kind, long bytes)
    {
        var (label, contents) = kind switch
        {
            PartKind.Managed => ("Managed by the engine", "Images, containers, volumes, build cache, logs, metadata."),
            PartKind.Leftover => ("Leftovers", "What nothing references: a cleanup can remove it."),
            PartKind.Quarantine => ("Quarantine", "Moved aside by a cleanup. Can be restored until it is deleted."),
            PartKind.Unexplained => ("Unexplained", "Not known, so it is kept."),
            PartKind.Other => ("Outside the data roots", "Other files on the same filesystem."),
            PartKind.Free => ("Free", "Available to unprivileged users, as df shows it."),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
        };
        return new DiskPart(label, kind, bytes, contents);
    }

    private static DiskPart Describe(DataRootPart part)
    {
        // A part that is not in the list is from a newer agent.
        var (label, kind, contents) = Known.GetValueOrDefault(part.Name, (part.Name, PartKind.Unexplained, ""));
        return new DiskPart(label, kind, part.Bytes, contents)
        {
            Items = part.Items,
            Inodes = part.Inodes,
            AccountedForBytes = part.AccountedForBytes,
        };
    }
}
