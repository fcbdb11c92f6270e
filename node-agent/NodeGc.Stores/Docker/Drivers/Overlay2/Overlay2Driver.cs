using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers.Stacking;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Drivers.Overlay2;

/// <summary>
/// Reads the home of the overlay2 driver, or of fuse-overlayfs, which has the same layout: the layer directories,
/// their short names in <c>l/</c>, and the <c>lower</c> file of each.
/// </summary>
internal sealed class Overlay2Driver : IStorageDriver
{
    private const string Prefix = ShortLinkReader.Folder + "/";
    private readonly ReadPass pass;
    private readonly Ancestry ancestry;
    private readonly ShortNames shortNames = new();
    private readonly LostShortLinks lost;

    public Overlay2Driver(ReadPass pass)
    {
        this.pass = pass;
        lost = new LostShortLinks(pass);
        ancestry = new Ancestry(
            pass,
            new AncestorFile
            {
                Word = "lower",
                Separator = ':',
                PathOf = name => $"{pass.Driver}/{name}/lower",
                FindText = name => pass.FindFolder(pass.Driver)?.FindText($"{name}/lower"),
                Resolve = Resolve,
                FindSignOfParents = FindWork,
            }
        );
    }

    public TimeSpan RegisterMargin => TimeSpan.FromMinutes(1);

    public IEnumerable<(string Name, string Directory)> Aliases =>
        shortNames.All.SelectMany(name => shortNames.Find(name), (name, directory) => (name, directory));

    public string Account =>
        $"{Nouns.Count(ancestry.Files, "lower file")}, {Nouns.Count(shortNames.All.Count, "short name")}";

    public void ListCandidates() => pass.MetadataReader.Read(pass.Driver, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Driver) is not { } home)
                return;
            new LayerListing(pass, home) { DataFolders = ["diff", "work"], Expected = [ShortLinkReader.Folder] }.Read();
        });

    public void ReadNeeds() => pass.MetadataReader.Read(pass.Driver, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Driver) is not { } home)
                return;
            var links = new ShortLinkReader(pass, home, shortNames);
            links.Read();
            var names = LayersIn(home).ToList();
            foreach (var name in names)
                pass.MetadataReader.Read(
                    home.At($"{name}/{LostShortLinks.LinkFile}"),
                    Owners.Only(pass.Directory(name)),
                    () => ReadLink(home, name)
                );
            ancestry.Read(names);
            AddDangling(links.Dangling);
            lost.Compare(links.Names);
        });

    public void DoubtBroken()
    {
        ancestry.DoubtBroken();
        lost.Doubt();
    }

    /// <summary>A link without its directory is debris only if nothing needs that directory: otherwise the layer is
    /// broken, and its link shows where.</summary>
    private void AddDangling(List<(string Path, string Target)> links)
    {
        if (links.Count == 0)
            return;
        var needed = pass.Findings.Builders.SelectMany(builder => builder.Needs).ToHashSet();
        foreach (var (path, target) in links)
        {
            if (!needed.Contains(pass.Directory(target)))
                pass.AddDebris(path, $"a short link to the missing {target}");
            else
                pass.Findings.Add(
                    new Leftover(LeftoverKind.UnknownName, path, $"its target {target} is missing but needed; ignored")
                );
        }
    }

    private static IEnumerable<string> LayersIn(StoreFolder home) =>
        from entry in home.Handle.List()
        where entry.Kind == FileKind.Directory
        let name = entry.Name.ToString()
        where LayerNames.IsDirectory(name)
        select name;

    private void ReadLink(StoreFolder home, string name)
    {
        if (home.FindText($"{name}/{LostShortLinks.LinkFile}") is not { } link)
            return;
        if (LayerNames.IsShort(link))
            AddLink(link, name);
        else
            lost.AddDamaged(name);
    }

    private void AddLink(string link, string name)
    {
        shortNames.Add(link, name);
        lost.Add(link, name);
    }

    private ImmutableArray<string> Resolve(string entry) =>
        entry.StartsWith(Prefix, StringComparison.Ordinal) ? shortNames.Find(entry[Prefix.Length..]) : [];

    /// <summary>A base layer has neither <c>lower</c> nor <c>work</c>; one with <c>work</c> had parents.</summary>
    private string? FindWork(string name) =>
        pass.Root.FindStatus($"{pass.Driver}/{name}/work") is null
            ? null
            : "only layers with parents have a work directory";
}
