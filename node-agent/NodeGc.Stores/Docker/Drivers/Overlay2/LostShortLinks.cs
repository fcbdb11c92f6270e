using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Drivers.Overlay2;

/// <summary>
/// Missing short links in <c>l/</c>, and damaged <c>link</c> files, of layers that something in use is based on. They
/// own nothing, since each records what the other does, but without the links nothing based on these layers can be
/// mounted, and without the files nothing new can be based on them.
/// </summary>
internal sealed class LostShortLinks(ReadPass pass)
{
    /// <summary>The file of a layer directory with the name of its short link.</summary>
    public const string LinkFile = "link";

    private readonly List<(string Link, string Directory)> all = [];
    private readonly List<string> damaged = [];
    private List<(string Link, string Directory)> missing = [];

    /// <summary>Records the link name of a directory.</summary>
    public void Add(string link, string directory) => all.Add((link, directory));

    /// <summary>Records a directory whose <c>link</c> file contains no link name.</summary>
    public void AddDamaged(string directory) => damaged.Add(directory);

    /// <summary>Compares with the existing links.</summary>
    public void Compare(HashSet<string> links) => missing = [.. all.Where(one => !links.Contains(one.Link))];

    /// <summary>Adds one doubt for all missing links, and one for each damaged file. An unneeded layer may have lost
    /// its link to an interrupted removal.</summary>
    public void Doubt()
    {
        if (missing.Count == 0 && damaged.Count == 0)
            return;
        var reached = Reachability.From(pass.Findings);
        foreach (var directory in damaged.Where(directory => reached.Contains(pass.Directory(directory))))
            pass.MetadataReader.Read(
                $"{pass.Driver}/{directory}/{LinkFile}",
                DoubtScope.Nothing,
                () => RefuseDamaged(directory),
                Remedies.LinkFile
            );
        var needed = missing.Where(one => reached.Contains(pass.Directory(one.Directory))).ToList();
        if (needed.Count > 0)
            pass.MetadataReader.Read(
                $"{pass.Driver}/{ShortLinkReader.Folder}",
                DoubtScope.Nothing,
                () => Refuse(needed),
                Remedies.ShortLinks
            );
    }

    private void Refuse(List<(string Link, string Directory)> needed)
    {
        var still = needed.Count(one =>
            IsMissing(one.Link) && pass.Root.FindStatus(pass.Home.PathOf(one.Directory)) is not null
        );
        if (still > 0)
            throw new MetadataDamagedException(
                $"the short links of {still} layers in use are missing, so containers based on them cannot start"
            );
    }

    private void RefuseDamaged(string directory)
    {
        if (pass.FindFolder(pass.Driver)?.FindText($"{directory}/{LinkFile}") is { } text && !LayerNames.IsShort(text))
            throw new MetadataDamagedException(
                text.Length == 0 ? "it is empty" : "it does not contain the name of a short link"
            );
    }

    private bool IsMissing(string link) =>
        pass.Root.FindStatus($"{pass.Driver}/{ShortLinkReader.Folder}/{link}") is null;
}
