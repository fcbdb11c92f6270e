using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Drivers.Stacking;

/// <summary>Reads the ancestors of all directories of a stacking driver. A directory can be in use only because another
/// one's file names it.</summary>
internal sealed class Ancestry(ReadPass pass, AncestorFile file)
{
    private readonly List<string> broken = [];

    /// <summary>How many files were read.</summary>
    public int Files { get; private set; }

    /// <summary>Adds the needs of <paramref name="directories"/>.</summary>
    public void Read(IReadOnlyCollection<string> directories)
    {
        var ancestors = new Ancestors(pass, file);
        foreach (var name in directories)
            pass.MetadataReader.Read(
                file.PathOf(name),
                Owners.Ancestors,
                () => ReadOne(ancestors, name),
                Remedies.Ancestors
            );
        Files = ancestors.Count;
    }

    /// <summary>A directory whose needs are unknown causes a doubt only if something in use needs it. Otherwise it was
    /// left by an interrupted creation or removal.</summary>
    public void DoubtBroken()
    {
        if (broken.Count == 0)
            return;
        var reached = Reachability.From(pass.Findings);
        var ancestors = new Ancestors(pass, file);
        foreach (var name in broken.Where(name => reached.Contains(pass.Directory(name))).ToList())
            pass.MetadataReader.Read(
                file.PathOf(name),
                Owners.Ancestors,
                () => ReadOnceMore(ancestors, name),
                Remedies.Ancestors
            );
    }

    private void ReadOne(Ancestors ancestors, string name)
    {
        try
        {
            ancestors.Read(name);
        }
        catch (MetadataDamagedException)
        {
            broken.Add(name);
        }
    }

    private void ReadOnceMore(Ancestors ancestors, string name)
    {
        if (pass.Root.FindStatus(pass.Home.PathOf(name)) is not null)
            ancestors.Read(name);
    }
}
