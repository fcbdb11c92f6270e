using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers.Stacking;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Docker.Drivers.Overlay;

/// <summary>
/// Reads the home of the overlay driver (removed in Docker 24). An image's layer is a whole tree in <c>root</c>,
/// hard-linked to its parent's; a container's is <c>upper</c> on top of the image layer that <c>lower-id</c> names.
/// Source: moby, <c>daemon/graphdriver/overlay</c>.
/// </summary>
internal sealed class OverlayDriver : IStorageDriver
{
    private readonly ReadPass pass;
    private readonly Ancestry ancestry;

    public OverlayDriver(ReadPass pass)
    {
        this.pass = pass;
        ancestry = new Ancestry(
            pass,
            new AncestorFile
            {
                Word = "lower-id",
                Separator = '\n',
                PathOf = name => $"{pass.Home.PathOf(name)}/lower-id",
                FindText = name => pass.FindFolder(pass.Home.Folder)?.FindText($"{name}/lower-id"),
                Resolve = entry => LayerNames.IsDirectory(entry) && Exists(entry) ? [entry] : [],
                NamesParentsOfImages = false,
                FindSignOfParents = name =>
                    pass.Root.FindStatus($"{pass.Home.PathOf(name)}/upper") is null
                        ? null
                        : "a layer with an upper directory has a parent",
            }
        );
    }

    public TimeSpan RegisterMargin => TimeSpan.FromMinutes(1);

    public IEnumerable<(string Name, string Directory)> Aliases => [];

    public string Account => $"{ancestry.Files} lower-id files";

    public void ListCandidates() => pass.MetadataReader.Read(pass.Home.Folder, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Home.Folder) is { } home)
                new LayerListing(pass, home) { DataFolders = ["root", "upper", "work"] }.Read();
        });

    public void ReadNeeds() => pass.MetadataReader.Read(pass.Home.Folder, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Home.Folder) is not { } home)
                return;
            ancestry.Read([
                .. from entry in home.Handle.List()
                where entry.Kind == FileKind.Directory
                let name = entry.Name.ToString()
                where LayerNames.IsDirectory(name)
                select name,
            ]);
        });

    public void DoubtBroken() => ancestry.DoubtBroken();

    private bool Exists(string name) => pass.Root.FindStatus(pass.Home.PathOf(name)) is not null;
}
