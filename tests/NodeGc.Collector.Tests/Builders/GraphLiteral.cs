using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Builders;

/// <summary>
/// Reads graphs as they are drawn: <c>container:web -&gt; nginx -&gt; base, lib</c>. A name without a kind in front is
/// a layer directory; what is written <c>~name</c> is needed but not there.
/// </summary>
internal static class GraphLiteral
{
    private static readonly ImmutableDictionary<string, ResourceKind> Kinds = new Dictionary<string, ResourceKind>
    {
        ["container"] = ResourceKind.Container,
        ["image"] = ResourceKind.Image,
        ["tag"] = ResourceKind.ImageReference,
        ["layer"] = ResourceKind.Layer,
        ["rw"] = ResourceKind.LayerMount,
        ["cache"] = ResourceKind.BuildCacheRecord,
        ["plugin"] = ResourceKind.Plugin,
        ["mount"] = ResourceKind.Mount,
        ["file"] = ResourceKind.OpenFile,
        ["volume"] = ResourceKind.Volume,
        ["store"] = ResourceKind.Store,
    }.ToImmutableDictionary();

    /// <summary>A node with the resources that <paramref name="lines"/> draw: old, confirmed, of known size, and free
    /// to go.</summary>
    public static Node Graph(params string[] lines)
    {
        var edges = lines.SelectMany(EdgesOf).ToLookup(edge => edge.From, edge => edge.To);
        var names = lines
            .SelectMany(line => line.Replace("->", ",", StringComparison.Ordinal).Split(','))
            .Select(name => name.Trim())
            .Where(name => !name.StartsWith('~'));
        return Node.From(names.Distinct().Select((name, index) => ResourceOf(name, index, edges[name])));
    }

    public static ResourceId Id(string name)
    {
        var bare = name.TrimStart('~');
        var parts = bare.Split(':', 2);
        return parts.Length == 2 && Kinds.TryGetValue(parts[0], out var kind)
            ? new ResourceId(kind, parts[1])
            : ResourceId.LayerDirectory("overlay2", bare);
    }

    /// <summary>The inverse of <see cref="Id"/>, for what has a kind in front.</summary>
    public static string NameOf(ResourceId id) => $"{Kinds.First(kind => kind.Value == id.Kind).Key}:{id.Name}";

    private static IEnumerable<(string From, string To)> EdgesOf(string line)
    {
        var groups = line.Split("->").Select(group => group.Split(',', StringSplitOptions.TrimEntries)).ToArray();
        return from pair in groups.Zip(groups.Skip(1))
            from needy in pair.First
            from needed in pair.Second
            select (needy, needed);
    }

    private static Resource ResourceOf(string name, int index, IEnumerable<string> needs)
    {
        var id = Id(name);
        var resource = new Resource(id) { Needs = [.. needs.Select(Id)] };
        var print = new Fingerprint(8, (ulong)index + 1, 42);
        return id.Kind switch
        {
            ResourceKind.LayerDirectory => resource with { Directory = DirectoryAt(id.Name, print) },
            ResourceKind.Store => resource with
            {
                Directory = DirectoryAt(id.Name, print) with { RelatedPaths = [$"image/{id.Name}"] },
            },
            ResourceKind.Volume => resource with
            {
                Directory = DirectoryAt($"volumes/{id.Name}", print),
                Volume = new VolumeFacts(true, true, true),
            },
            _ => resource,
        };
    }

    private static DirectoryFacts DirectoryAt(string path, Fingerprint print) =>
        new(path, print, Node.Now.AddDays(-30), Node.Now.AddDays(-30)) { Size = new Bytes(10) };
}
