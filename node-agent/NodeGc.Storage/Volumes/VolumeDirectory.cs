using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Volumes;

/// <summary>Reads one directory of <c>volumes/</c>.</summary>
internal sealed class VolumeDirectory(ReadPass pass, StoreFolder volumes)
{
    private const string Data = "_data";
    private const string Options = "opts.json";

    /// <summary>What volumes of engines up to 1.6 keep here while their data lies in <c>vfs/dir</c>.</summary>
    private static readonly string[] OldRecords = ["config.json", "json"];

    private static readonly string[] MountOptions = ["MountType", "MountDevice", "MountOpts"];

    /// <summary>Adds the volume. Without evidence of the contrary its data lies in its directory; with some it is never touched.</summary>
    public void Read(string name)
    {
        if (volumes.FindStatus(name) is not { } status) return;
        var data = volumes.FindStatus($"{name}/{Data}");
        var changed = data is { } inner && inner.LastChanged > status.LastChanged ? inner.LastChanged : status.LastChanged;
        var draft = pass.Findings.Get(ResourceId.Volume(name));
        draft.Directory = new DirectoryFacts(volumes.At(name), status.Fingerprint, status.Born, changed);
        draft.Volume = new VolumeFacts(IsKnown: false, IsAnonymous: false, IsLocal: false);
        draft.Volume = draft.Volume with { IsLocal = IsLocal(name, data) };
    }

    private bool IsLocal(string name, FileStatus? data) =>
        data is null or { Kind: FileKind.Directory } && !HasMountOptions(name) && !OldRecords.Any(record => volumes.FindStatus($"{name}/{record}") is not null);

    private bool HasMountOptions(string name)
    {
        if (volumes.FindFile($"{name}/{Options}") is not { } content) return false;
        using var document = JsonDocument.Parse(content);
        return MountOptions.Any(option => document.RootElement.FindText(option) is { Length: > 0 });
    }
}
