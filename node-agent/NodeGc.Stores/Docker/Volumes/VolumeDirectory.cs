using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>Reads one directory of <c>volumes/</c>.</summary>
internal sealed class VolumeDirectory(ReadPass pass, StoreFolder volumes, OldVolumes old, StoreLayout layout)
{
    private const string Data = "_data";
    private const string Options = "opts.json";

    /// <summary>What volumes of engines up to 1.6 have here while their data is in <c>vfs/dir</c>.</summary>
    private static readonly string[] OldRecords = [OldVolumeRecord.File, "json"];
    private static readonly string[] MountOptions = ["MountType", "MountDevice", "MountOpts"];

    /// <summary>Adds the volume. Unless there is evidence to the contrary, its data is in its directory; otherwise it
    /// is never changed.</summary>
    public void Read(string name)
    {
        if (volumes.FindIdentity(name) is not { } status)
            return;
        var builder = pass.Findings.Get(ResourceId.Volume(name));
        builder.Directory = FindOldData(name, status) ?? DataIn(name, status);
        builder.Volume = new VolumeFacts(IsKnown(name), IsAnonymous(name), IsLocal: false);
        ReadOldRecord(builder, name);
        var options = ReadMountOptions(name);
        VolumeReferences.AddOptions(builder, options);
        if (FindDataLink(name) is { } target)
            VolumeReferences.AddOptions(builder, [target]);
        builder.Volume = builder.Volume with
        {
            IsLocal = old.FindDataOf(name) is null && options.IsEmpty && IsLocal(name),
            IsRecordOnly = old.FindDataOf(name) is null && !options.IsEmpty && IsEmptyBesideOptions(name),
        };
    }

    /// <summary>
    /// The content of the mount point is hidden while the volume is mounted: if there is any, there is more here than a
    /// record. Never reads through a mount, which may be an unresponsive share; something mounted there is in use
    /// anyway.
    /// </summary>
    private bool IsEmptyBesideOptions(string name)
    {
        using var folder = volumes.Handle.TryOpenBeneath(name, out _);
        if (folder is null || folder.List().Any(entry => entry.Name.ToString() is not (Data or Options)))
            return false;
        using var data = folder.TryOpenBeneath(Data, out var errno);
        return data is null ? errno == Errno.ENOENT : data.List().IsEmpty;
    }

    private DirectoryFacts DataIn(string name, FileStatus status)
    {
        var changed =
            volumes.FindStatus($"{name}/{Data}") is { } data && data.LastChanged > status.LastChanged
                ? data.LastChanged
                : status.LastChanged;
        return new DirectoryFacts(volumes.At(name), status.Fingerprint, status.Born, changed);
    }

    private DirectoryFacts? FindOldData(string name, FileStatus record)
    {
        if (old.FindDataOf(name) is not { } directory)
            return null;
        var path = $"{OldVolumes.Folder}/{directory}";
        if (pass.Root.FindStatus(path) is not { } status)
            return null;
        var changed = status.LastChanged > record.LastChanged ? status.LastChanged : record.LastChanged;
        return new DirectoryFacts(path, status.Fingerprint, status.Born, changed) { RelatedPaths = [volumes.At(name)] };
    }

    /// <summary>Engines without a database treat every directory as a known volume.</summary>
    private bool IsKnown(string name) =>
        !layout.HasVolumeDatabase || HasOldRecord(name) || old.FindDataOf(name) is not null;

    /// <summary>Before 1.9 volumes had no names.</summary>
    private bool IsAnonymous(string name) => layout.IsGraphEra && LayerNames.IsHex(name);

    private bool HasOldRecord(string name) =>
        OldRecords.Any(record => volumes.FindStatus($"{name}/{record}") is not null);

    private void ReadOldRecord(ResourceBuilder builder, string name)
    {
        if (
            volumes.FindFile($"{name}/{OldVolumeRecord.File}") is not { } record
            || OldVolumeRecord.FindBoundPath(name, record) is not { } path
        )
            return;
        builder.Title = $"{name[..Math.Min(12, name.Length)]} (bind mount of {path})";
        old.AddBindMount(path, name);
    }

    private bool IsLocal(string name) =>
        volumes.FindStatus($"{name}/{Data}") is null or { Kind: FileKind.Directory } && !HasOldRecord(name);

    /// <summary>The absolute target of <c>_data</c> where that is a link; null if it is none.</summary>
    private string? FindDataLink(string name) =>
        volumes.FindStatus($"{name}/{Data}") is { Kind: FileKind.SymbolicLink }
        && volumes.Handle.ReadLink($"{name}/{Data}").FindText() is { } target
            ? Path.GetFullPath(target, $"/{volumes.At(name)}")
            : null;

    private ImmutableArray<string> ReadMountOptions(string name)
    {
        if (volumes.FindFile($"{name}/{Options}") is not { } content)
            return [];
        using var document = JsonDocument.Parse(content);
        return
        [
            .. MountOptions
                .Select(option => document.RootElement.FindText(option))
                .OfType<string>()
                .Where(value => value.Length > 0),
        ];
    }
}
