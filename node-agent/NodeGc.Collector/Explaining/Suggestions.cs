using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Suggestions for a name that matches nothing: other tags of an image, and names that contain it.</summary>
internal static class Suggestions
{
    private const int MaxCount = 5;
    private const int ShortestPart = 3;

    /// <summary>The best few, the best first.</summary>
    public static ImmutableArray<string> For(string text, IEnumerable<Resource> resources)
    {
        var wanted = ImageNames.RepositoryOf(Names.Reference(text.TrimStart('/')));
        var ranked =
            from resource in resources
            let name = NameOf(resource)
            where name is not null
            let rank = PriorityOf(resource, name, wanted)
            where rank is not null
            orderby rank, name.Length, name
            select name;
        return [.. ranked.Distinct(StringComparer.Ordinal).Take(MaxCount)];
    }

    private static string? NameOf(Resource resource) =>
        resource.Id.Kind switch
        {
            ResourceKind.ImageReference when Names.IsTag(resource.Id.Name) => resource.Id.Name,
            ResourceKind.Container => Names.OfContainer(resource.Title),
            ResourceKind.Volume => resource.Id.Name,
            _ => null,
        };

    /// <summary>0 for the same repository, 1 for the same name in another registry or namespace, 2 for a name that
    /// contains the text; null for no match.</summary>
    private static int? PriorityOf(Resource resource, string name, string wanted)
    {
        var repository = resource.Id.Kind == ResourceKind.ImageReference ? ImageNames.RepositoryOf(name) : name;
        return repository == wanted ? 0
            : repository.EndsWith($"/{wanted}", StringComparison.Ordinal)
            || wanted.EndsWith($"/{repository}", StringComparison.Ordinal)
                ? 1
            : wanted.Length >= ShortestPart && name.Contains(wanted, StringComparison.OrdinalIgnoreCase) ? 2
            : null;
    }
}
