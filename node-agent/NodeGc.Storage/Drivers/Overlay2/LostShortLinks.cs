using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Overlay2;

/// <summary>
/// Short links in <c>l/</c> that are gone although something alive stands upon their layers. They own nothing, since
/// each layer knows its own short name; but
/// without them nothing upon these layers can be mounted.
/// </summary>
internal sealed class LostShortLinks(ReadPass pass)
{
    private readonly List<(string Link, string Directory)> all = [];
    private List<(string Link, string Directory)> missing = [];

    /// <summary>Takes note of what a directory says that its link is called.</summary>
    public void Add(string link, string directory) => all.Add((link, directory));

    /// <summary>Compares with the links that there are.</summary>
    public void Compare(HashSet<string> links) => missing = [.. all.Where(one => !links.Contains(one.Link))];

    /// <summary>Doubts the folder of links, once for all of them. A layer that nobody needs may have lost its link to
    /// an interrupted removal.</summary>
    public void Doubt()
    {
        if (missing.Count == 0)
            return;
        var reached = Reach.From(pass.Findings);
        var needed = missing.Where(one => reached.Contains(pass.Directory(one.Directory))).ToList();
        if (needed.Count > 0)
            pass.Pieces.Read(
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
                $"the store is broken: the short links of {still} layers in use are missing, and nothing upon these "
                    + $"layers starts"
            );
    }

    private bool IsMissing(string link) =>
        pass.Root.FindStatus($"{pass.Driver}/{ShortLinkReader.Folder}/{link}") is null;
}
