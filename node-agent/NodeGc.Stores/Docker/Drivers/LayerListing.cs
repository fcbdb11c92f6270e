using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Drivers;

/// <summary>Lists the layer directories of a driver: the candidates.</summary>
/// <param name="pass">The reading.</param>
/// <param name="folder">The folder that holds them.</param>
internal sealed class LayerListing(ReadPass pass, StoreFolder folder)
{
    private const string QuotaDevice = "backingFsBlockDev";
    private static readonly string[] Probes =
    [
        "check-overlayfs-support",
        "opaque-bug-check",
        "metacopy-check",
        "userxattr",
        ".tmp-",
    ];

    /// <summary>Names that belong there and are not layer directories.</summary>
    public ImmutableArray<string> Expected { get; init; } = [];

    /// <summary>Subdirectories of a layer directory whose times show when it changed; they may be missing.</summary>
    public ImmutableArray<string> DataFolders { get; init; } = [];

    /// <summary>Related paths of a directory, relative to the data root, that are moved with it.</summary>
    public Func<string, ImmutableArray<string>> RelatedPathsOf { get; init; } = _ => [];

    /// <summary>Whether a directory with a layer name belongs to something else.</summary>
    public Func<string, bool> IsForeign { get; init; } = _ => false;

    /// <summary>Adds each directory with its identity and times, and reports unexpected names.</summary>
    public void Read()
    {
        foreach (var entry in folder.Handle.List())
        {
            var name = entry.Name.ToString();
            if (!LayerNames.IsDirectory(name))
                ReviewName(name);
            else if (!IsForeign(name))
                pass.MetadataReader.Read(folder.At(name), Owners.Only(pass.Directory(name)).And(Owners.Ancestors), () =>
                    ReadCandidate(name)
                );
        }
    }

    private void ReadCandidate(string name)
    {
        if (folder.FindIdentity(name) is not { } status)
            return;
        if (status.Kind != FileKind.Directory)
            throw new LayoutUnknownException("expected a layer directory, found a different file type");
        var changed = DataFolders.Select(data => ChangeOf(name, data)).Append(status.LastChanged).Max();
        var directory = pass.Directory(name);
        var path = folder.At(name);
        pass.Findings.Get(directory).Directory = new DirectoryFacts(
            path == directory.Name ? directory.Name : path,
            status.Fingerprint,
            status.Born,
            changed
        )
        {
            RelatedPaths = RelatedPathsOf(name),
        };
    }

    private DateTimeOffset ChangeOf(string name, string data)
    {
        if (folder.FindStatus($"{name}/{data}") is not { } status)
            return DateTimeOffset.MinValue;
        return status.Kind == FileKind.Directory
            ? status.LastChanged
            : throw new LayoutUnknownException($"its {data} is not a directory");
    }

    private void ReviewName(string name)
    {
        if (name == QuotaDevice || Expected.Contains(name) || name == QuarantinePlaces.Inside)
            return;
        if (Probes.Any(probe => name.StartsWith(probe, StringComparison.Ordinal)))
            pass.AddDebris(folder.At(name), "left by a probe of the engine");
        else
            pass.Findings.Add(
                new Leftover(LeftoverKind.UnknownName, folder.At(name), "not a layer directory name; ignored")
            );
    }
}
