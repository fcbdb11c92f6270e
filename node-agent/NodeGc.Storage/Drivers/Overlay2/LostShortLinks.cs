using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Overlay2;

/// <summary>
/// Missing short links in <c>l/</c> of layers that something in use is based on. They own nothing, since each layer
/// records its own short name, but without them nothing based on these layers can be mounted.
/// </summary>
internal sealed class LostShortLinks(ReadPass pass)
{
    private readonly List<(string Link, string Directory)> all = [];
    private List<(string Link, string Directory)> missing = [];

    /// <summary>Records the link name of a directory.</summary>
    public void Add(string link, string directory) => all.Add((link, directory));

    /// <summary>Compares with the existing links.</summary>
    public void Compare(HashSet<string> links) => missing = [.. all.Where(one => !links.Contains(one.Link))];

    /// <summary>Adds one doubt for all missing links. An unneeded layer may have lost its link to an interrupted
    /// removal.</summary>
    public void Doubt()
    {
        if (missing.Count == 0)
            return;
        var reached = Reachability.From(pass.Findings);
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

    private bool IsMissing(string link) =>
        pass.Root.FindStatus($"{pass.Driver}/{ShortLinkReader.Folder}/{link}") is null;
}
