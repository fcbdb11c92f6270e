using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Matches the names by which people refer to a resource.</summary>
internal static class ResourceNames
{
    /// <summary>Of an id; a shorter prefix is too ambiguous.</summary>
    public const int ShortestAbbreviation = 4;

    private const int IdLength = 64;

    /// <summary>The text is its id, or a whole name of it.</summary>
    public static bool IsCalled(Resource resource, string text) =>
        resource.Id.Kind switch
        {
            ResourceKind.ImageReference => IsReference(resource.Id.Name, text),
            ResourceKind.Container => resource.Id.Name == text
                || Names.OfContainer(resource.Title) == text.TrimStart('/'),
            ResourceKind.Mount or ResourceKind.OpenFile => resource.Id.Name == text,
            ResourceKind.Volume or ResourceKind.Store or ResourceKind.Debris => resource.Id.Name == text,
            _ => resource.Id.Name == text || Names.Bare(resource.Id.Name) == text,
        };

    /// <summary>The text is a prefix of its id. A path is not an abbreviation.</summary>
    public static bool IsAbbreviated(Resource resource, string text)
    {
        var name = resource.Id.Name;
        if (Names.Bare(text).Length < ShortestAbbreviation || text.Contains('/'))
            return false;
        return resource.Id.Kind switch
        {
            ResourceKind.ImageReference => !Names.IsTag(name) && Begins(name[(name.IndexOf('@') + 1)..], text),
            ResourceKind.Volume => IsId(name) && Begins(name, text),
            ResourceKind.Mount or ResourceKind.OpenFile or ResourceKind.Store or ResourceKind.Debris => false,
            _ => Begins(name, text),
        };
    }

    /// <summary>With the algorithm or the driver in front, or without.</summary>
    private static bool Begins(string name, string text) =>
        name.StartsWith(text, StringComparison.Ordinal) || Names.Bare(name).StartsWith(text, StringComparison.Ordinal);

    private static bool IsReference(string reference, string text) =>
        Names.Reference(reference) == Names.Reference(text)
        || (!Names.IsTag(reference) && reference[(reference.IndexOf('@') + 1)..] == text);

    /// <summary>The engine generates names of 64 hexadecimal digits.</summary>
    private static bool IsId(string name) => name.Length == IdLength && name.All(char.IsAsciiHexDigitLower);
}
