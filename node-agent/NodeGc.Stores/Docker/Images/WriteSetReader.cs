using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Docker.Images;

/// <summary>
/// Reads <c>layerdb/tmp</c>, or <c>graph/_tmp</c> of before 1.10: the only trace of layers being written. An entry
/// created since the daemon started is in flight; an older one was left by a daemon that died. Runs after the
/// candidates were listed and before any owner is read: a write that completes in between is seen in its owner.
/// </summary>
internal sealed class WriteSetReader(ReadPass pass, TimeSpan margin)
{
    private readonly string[] paths = [$"image/{pass.Driver}/layerdb/tmp", "graph/_tmp"];

    /// <summary>Adds every register in flight.</summary>
    public void Read()
    {
        foreach (var path in paths)
            pass.MetadataReader.Read(path, DoubtScope.Layers, () => ReadMarkers(path));
    }

    private void ReadMarkers(string path)
    {
        if (pass.FindFolder(path) is not { } markers)
            return;
        foreach (var entry in markers.Handle.List())
        {
            if (markers.Handle.TryStat(entry.Name, out var status))
                Add(markers.At(entry.Name.ToString()), status);
        }
    }

    /// <summary>The later of birth and change decides, so that clock errors are towards in flight; the birth is the
    /// start.</summary>
    private void Add(string marker, FileStatus status)
    {
        if (pass.DaemonStartedAt is { } start && Changed(status) >= start)
            pass.Findings.Add(new RegisterInFlight(marker, status.Born, margin));
        else
            pass.AddDebris(marker, "a partially written layer");
    }

    private static DateTimeOffset Changed(FileStatus status)
    {
        var changed = DateTimeOffset.UnixEpoch.AddTicks(status.ChangedNanoseconds / 100);
        return changed > status.Born ? changed : status.Born;
    }
}
