using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Overlay2;

/// <summary>Reads <c>lower</c>: the short names of all ancestors of a layer, nearest first. They are its needs.</summary>
internal sealed class LowerReader(ReadPass pass, StoreFolder home, ShortNames names)
{
    private const string Prefix = ShortLinkReader.Folder + "/";

    /// <summary>How many <c>lower</c> files were read.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the needs of the directory <paramref name="name"/>; all that can be resolved are added before it throws.</summary>
    /// <exception cref="MetadataDamagedException">The file is missing where there must be one, or names nothing.</exception>
    public void Read(string name)
    {
        var draft = pass.Findings.Get(pass.Directory(name));
        if (home.FindText($"{name}/lower") is not { } lower)
        {
            RefuseIfStacked(name);
            return;
        }
        Count++;
        var unresolved = lower.Split(':').Where(entry => !Resolve(draft, entry)).ToList();
        if (unresolved.Count > 0) throw new MetadataDamagedException($"its lower file names '{unresolved[0]}', which no directory is called");
    }

    /// <summary>A base layer has neither <c>lower</c> nor <c>work</c>; one with <c>work</c> had parents.</summary>
    private void RefuseIfStacked(string name)
    {
        if (home.FindStatus($"{name}/work") is not null) throw new MetadataDamagedException("its lower file is missing, so what it is built upon is unknown");
    }

    private bool Resolve(Draft draft, string entry)
    {
        if (!entry.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var directories = names.Find(entry[Prefix.Length..]);
        foreach (var directory in directories) draft.Need(pass.Directory(directory));
        return directories.Count > 0;
    }
}
