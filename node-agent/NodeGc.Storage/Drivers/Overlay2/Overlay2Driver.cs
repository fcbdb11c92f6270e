using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Overlay2;

/// <summary>Reads the home of the overlay2 driver: its layer directories, their short names, and what each is built upon.</summary>
internal sealed class Overlay2Driver(ReadPass pass)
{
    /// <summary>The driver's name, and that of its home below the data root.</summary>
    public const string Name = "overlay2";

    private readonly List<string> broken = [];

    /// <summary>Short names of layers, known after <see cref="ReadNeeds"/>.</summary>
    public ShortNames ShortNames { get; } = new();

    /// <summary>How many <c>lower</c> files were read.</summary>
    public int LowerFiles { get; private set; }

    /// <summary>First step, before any owner is read: the candidates.</summary>
    public void ListCandidates() => pass.Pieces.Read(Name, DoubtScope.Layers, () =>
    {
        if (pass.FindFolder(Name) is { } home) new CandidateListing(pass, home).Read();
    });

    /// <summary>Second step: what each directory needs, also of directories made since the first.</summary>
    public void ReadNeeds() => pass.Pieces.Read(Name, DoubtScope.Layers, () =>
    {
        if (pass.FindFolder(Name) is not { } home) return;
        new ShortLinkReader(pass, home, ShortNames).Read();
        var names = LayersIn(home).ToList();
        foreach (var name in names) pass.Pieces.Read(home.At($"{name}/link"), DoubtScope.Layers, () => ReadLink(home, name));
        var reader = new LowerReader(pass, home, ShortNames);
        foreach (var name in names) pass.Pieces.Read(home.At($"{name}/lower"), DoubtScope.Layers, () => ReadLower(reader, name));
        LowerFiles = reader.Count;
    });

    /// <summary>Last step, after all owners: a directory whose needs are unknown is in doubt only if something that lives needs it. One that
    /// nobody needs is a leftover of an interrupted creation or removal.</summary>
    public void DoubtBroken()
    {
        if (broken.Count == 0 || pass.FindFolder(Name) is not { } home) return;
        var reached = Reach.From(pass.Findings);
        var reader = new LowerReader(pass, home, ShortNames);
        foreach (var name in broken.Where(name => reached.Contains(pass.Directory(name))).ToList())
            pass.Pieces.Read(home.At($"{name}/lower"), DoubtScope.Layers, () => ReadOnceMore(reader, name));
    }

    /// <summary>Whether a directory of that name exists now.</summary>
    public bool Exists(string name) => pass.Root.FindStatus($"{Name}/{name}")?.Kind == FileKind.Directory;

    private static IEnumerable<string> LayersIn(StoreFolder home) =>
        from entry in home.Handle.List()
        where entry.Kind == FileKind.Directory
        let name = entry.Name.ToString()
        where LayerNames.IsDirectory(name)
        select name;

    private void ReadLink(StoreFolder home, string name)
    {
        if (home.FindText($"{name}/link") is { } link && LayerNames.IsShort(link)) ShortNames.Add(link, name);
    }

    private void ReadLower(LowerReader reader, string name)
    {
        try
        {
            reader.Read(name);
        }
        catch (MetadataDamagedException)
        {
            broken.Add(name);
        }
    }

    private void ReadOnceMore(LowerReader reader, string name)
    {
        if (Exists(name)) reader.Read(name);
    }
}
