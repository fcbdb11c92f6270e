using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers.Stacking;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Drivers.Aufs;

/// <summary>
/// Reads the home of the aufs driver (removed in Docker 24). A layer has three entries of one name: its data in
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
        pass.Pieces.Read(pass.Home.Folder, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Home.Folder) is not { } data)
                return;
            new LayerListing(pass, data) { CompanionsOf = CompanionsOf, Expected = [.. ReviewRemoving(data)] }.Read();
        });
        foreach (var folder in new[] { Layers, MountPoints })
            pass.Pieces.Read(folder, DoubtScope.Layers, () => ReviewRest(folder));
    }

    /// <summary>A live layer's file in <c>layers</c> is as precious as its data, so every directory is asked for its
    /// ancestors.</summary>
    public void ReadNeeds() =>
        pass.Pieces.Read(pass.Home.Folder, DoubtScope.Layers, () =>
            ancestry.Read([
                .. pass
                    .Root.List(pass.Home.Folder)
                    .Select(entry => entry.Name.ToString())
                    .Where(name => LayerNames.IsDirectory(name)),
            ])
        );

    public void DoubtBroken() => ancestry.DoubtBroken();

    private static ImmutableArray<string> CompanionsOf(string name) => [$"{MountPoints}/{name}", $"{Layers}/{name}"];

    private bool HasData(string name) => pass.Root.FindStatus(pass.Home.PathOf(name)) is not null;

    /// <summary>What the driver renames before it deletes it; whoever runs may be at it.</summary>
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
                pass.AddDebris(folder.At(name), "a layer whose removal was interrupted");
            else
                pass.Findings.Add(
                    new Leftover(
                        LeftoverKind.RemovingLayer,
                        folder.At(name),
                        "waiting for a stopped daemon: the engine was removing it; one of 17.09 to 23 finishes that at its next start"
                    )
                );
        }
        return names;
    }

    /// <summary>A healthy engine leaves mount points of layers that it has removed. What has no data is no layer any
    /// more.</summary>
    private void ReviewRest(string path)
    {
        if (pass.FindFolder(path) is not { } folder)
            return;
        var removing = ReviewRemoving(folder);
        foreach (var name in folder.Handle.List().Select(entry => entry.Name.ToString()).Except(removing))
        {
            if (!LayerNames.IsDirectory(name))
                pass.Findings.Add(
                    new Leftover(
                        LeftoverKind.UnknownName,
                        folder.At(name),
                        "no layer has such a name; it is left alone"
                    )
                );
            else if (!HasData(name))
                pass.AddDebris(folder.At(name), "left by a layer whose data is gone");
        }
    }
}
