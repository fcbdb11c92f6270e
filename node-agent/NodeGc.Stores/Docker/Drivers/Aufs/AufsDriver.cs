using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers.Stacking;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Drivers.Aufs;

/// <summary>
/// Reads the home of the aufs driver (removed in Docker 24). A layer has three entries with the same name: its data in
/// <c>diff</c>, its ancestors in a file in <c>layers</c>, and its mount point in <c>mnt</c>. Source: moby,
/// <c>daemon/graphdriver/aufs</c>.
/// </summary>
internal sealed class AufsDriver : IStorageDriver
{
    private const string Layers = "aufs/layers";
    private const string MountPoints = "aufs/mnt";
    private const string Removing = "-removing";
    private readonly ReadPass pass;
    private readonly Ancestry ancestry;

    public AufsDriver(ReadPass pass)
    {
        this.pass = pass;
        ancestry = new Ancestry(
            pass,
            new AncestorFile
            {
                Word = "layers",
                Separator = '\n',
                PathOf = name => $"{Layers}/{name}",
                FindText = name => pass.FindFolder(Layers)?.FindText(name),
                Resolve = entry => LayerNames.IsDirectory(entry) && HasData(entry) ? [entry] : [],
                FindSignOfParents = _ => null,
                IsAlwaysThere = true,
            }
        );
    }

    public TimeSpan RegisterMargin => TimeSpan.FromMinutes(1);

    public IEnumerable<(string Name, string Directory)> Aliases => [];

    public string Account => $"{ancestry.Files} layers files";

    public void ListCandidates()
    {
        pass.MetadataReader.Read(pass.Home.Folder, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Home.Folder) is not { } data)
                return;
            new LayerListing(pass, data)
            {
                RelatedPathsOf = RelatedPathsOf,
                Expected = [.. ReviewRemoving(data)],
            }.Read();
        });
        foreach (var folder in new[] { Layers, MountPoints })
            pass.MetadataReader.Read(folder, DoubtScope.Layers, () => ReviewRest(folder));
    }

    /// <summary>The file in <c>layers</c> of a layer in use matters as much as its data, so the ancestors of every
    /// directory are read.</summary>
    public void ReadNeeds() =>
        pass.MetadataReader.Read(pass.Home.Folder, DoubtScope.Layers, () =>
            ancestry.Read([
                .. pass
                    .Root.List(pass.Home.Folder)
                    .Select(entry => entry.Name.ToString())
                    .Where(name => LayerNames.IsDirectory(name)),
            ])
        );

    public void DoubtBroken() => ancestry.DoubtBroken();

    private static ImmutableArray<string> RelatedPathsOf(string name) => [$"{MountPoints}/{name}", $"{Layers}/{name}"];

    private bool HasData(string name) => pass.Root.FindStatus(pass.Home.PathOf(name)) is not null;

    /// <summary>What the driver renames before it deletes it; a running engine may be deleting it.</summary>
    private List<string> ReviewRemoving(StoreFolder folder)
    {
        var names = folder
            .Handle.List()
            .Select(entry => entry.Name.ToString())
            .Where(name => name.EndsWith(Removing, StringComparison.Ordinal))
            .ToList();
        foreach (var name in names)
        {
            if (pass.DaemonStartedAt is null && LayerNames.IsDirectory(name.AsSpan(0, name.Length - Removing.Length)))
                pass.AddDebris(folder.At(name), "a partially removed layer");
            else
                pass.Findings.Add(
                    new Leftover(
                        LeftoverKind.RemovingLayer,
                        folder.At(name),
                        "held until the Docker daemon is stopped: the engine was removing it; Docker 17.09 to 23 "
                            + "completes that on its next start"
                    )
                );
        }
        return names;
    }

    /// <summary>A healthy engine leaves mount points of removed layers. Without data it is no longer a layer.</summary>
    private void ReviewRest(string path)
    {
        if (pass.FindFolder(path) is not { } folder)
            return;
        var removing = ReviewRemoving(folder);
        foreach (var name in folder.Handle.List().Select(entry => entry.Name.ToString()).Except(removing))
        {
            if (!LayerNames.IsDirectory(name))
                pass.Findings.Add(new Leftover(LeftoverKind.UnknownName, folder.At(name), "not a layer name; ignored"));
            else if (!HasData(name))
                pass.AddDebris(folder.At(name), "left by a layer whose data is missing");
        }
    }
}
