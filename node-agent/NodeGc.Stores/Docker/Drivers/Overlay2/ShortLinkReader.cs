using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Drivers.Overlay2;

/// <summary>Reads the symbolic links <c>l/…</c>, each pointing to <c>../…/diff</c>.</summary>
internal sealed class ShortLinkReader(ReadPass pass, StoreFolder home, ShortNames names)
{
    /// <summary>The folder of the links.</summary>
    public const string Folder = "l";

    private const string Up = "../";
    private const string Diff = "/diff";

    /// <summary>The links whose directory is gone, by that directory's name.</summary>
    public List<(string Path, string Target)> Dangling { get; } = [];

    /// <summary>The existing links.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds every link to <see cref="ShortNames"/> and to the directory it belongs to.</summary>
    public void Read()
    {
        using var links = home.FindFolder(Folder);
        if (links is null)
            return;
        foreach (var entry in links.Handle.List())
        {
            if (entry.Kind == FileKind.SymbolicLink && entry.Name.FindText() is { } name && LayerNames.IsShort(name))
                ReadLink(links, name);
            else
                pass.Findings.Add(
                    new Leftover(
                        LeftoverKind.UnknownName,
                        links.At(entry.Name.ToString()),
                        "not a short link name; ignored"
                    )
                );
        }
    }

    private void ReadLink(StoreFolder links, string name)
    {
        var target = FindTarget(links.Handle.ReadLink(name).FindText());
        if (target is null)
        {
            pass.Findings.Add(
                new Leftover(
                    LeftoverKind.UnknownName,
                    links.At(name),
                    "it does not point to a layer directory; ignored"
                )
            );
            return;
        }
        names.Add(name, target);
        Names.Add(name);
        if (pass.Findings.Find(pass.Directory(target)) is { } directory)
            directory.AddLink(links.At(name));
        else if (home.FindStatus(target) is null)
            Dangling.Add((links.At(name), target));
    }

    private static string? FindTarget(string? link)
    {
        if (
            link is null
            || !link.StartsWith(Up, StringComparison.Ordinal)
            || !link.EndsWith(Diff, StringComparison.Ordinal)
        )
            return null;
        var name = link[Up.Length..^Diff.Length];
        return LayerNames.IsDirectory(name) ? name : null;
    }
}
