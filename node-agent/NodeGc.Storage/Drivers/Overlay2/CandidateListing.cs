using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Overlay2;

/// <summary>Lists the layer directories: the candidates. Runs before any owner is read, so that a directory made later is none.</summary>
internal sealed class CandidateListing(ReadPass pass, StoreFolder home)
{
    private static readonly string[] DataFolders = ["diff", "work"];
    private static readonly string[] KnownFiles = [ShortLinkReader.Folder, "backingFsBlockDev"];
    private static readonly string[] Probes = ["check-overlayfs-support", "opaque-bug-check", "metacopy-check", "userxattr", ".tmp-"];

    /// <summary>Adds each directory with its identity and times.</summary>
    public void Read()
    {
        foreach (var entry in home.Handle.List())
        {
            var name = entry.Name.ToString();
            if (LayerNames.IsDirectory(name)) pass.Pieces.Read(home.At(name), DoubtScope.Layers, () => ReadCandidate(name));
            else if (!KnownFiles.Contains(name)) pass.Findings.Add(Odd(name));
        }
    }

    private void ReadCandidate(string name)
    {
        if (home.FindStatus(name) is not { } status) return;
        if (status.Kind != FileKind.Directory) throw new LayoutUnknownException("it is no directory but has the name of one");
        var changed = DataFolders.Select(folder => ChangeOf(name, folder)).Append(status.LastChanged).Max();
        pass.Findings.Get(pass.Directory(name)).Directory = new DirectoryFacts(home.At(name), status.Fingerprint, status.Born, changed);
    }

    private DateTimeOffset ChangeOf(string name, string folder)
    {
        if (home.FindStatus($"{name}/{folder}") is not { } status) return DateTimeOffset.MinValue;
        return status.Kind == FileKind.Directory ? status.LastChanged : throw new LayoutUnknownException($"its {folder} is no directory");
    }

    private Leftover Odd(string name) => Probes.Any(probe => name.StartsWith(probe, StringComparison.Ordinal))
        ? new Leftover(LeftoverKind.Debris, home.At(name), "left by a probe of the engine; this version leaves debris alone")
        : new Leftover(LeftoverKind.UnknownName, home.At(name), "no layer directory has such a name; it is left alone");
}
