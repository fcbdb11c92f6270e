using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Rules;

/// <summary>Pattern matching of a policy, used both for what patterns keep and for which of them match
/// nothing.</summary>
public static class Pins
{
    private const int ShortestId = 12;

    /// <summary>The patterns of <paramref name="policy"/> that match nothing in <paramref name="inventory"/>, in the
    /// order of the document. Patterns are not reported while something that they could match was not
    /// understood.</summary>
    public static ImmutableArray<UnmatchedPin> FindUnmatched(Inventory inventory, CleanupPolicy policy)
    {
        bool Knows(params ReadOnlySpan<DoubtScope> scopes)
        {
            foreach (var doubt in inventory.Doubts)
                if (doubt.Scope == DoubtScope.Everything || scopes.Contains(doubt.Scope))
                    return false;
            return true;
        }

        var protect = policy.Protect;
        return
        [
            .. Knows(DoubtScope.Layers) ? OfImages("collect.images.include", policy.IncludedImages, inventory) : [],
            .. Knows(DoubtScope.Layers) ? OfImages("collect.images.exclude", policy.ExcludedImages, inventory) : [],
            .. Knows(DoubtScope.Layers) ? OfImages("protect.images", protect.Images, inventory) : [],
            .. Knows(DoubtScope.Volumes) ? Of("protect.volumes", protect.Volumes, inventory, IsVolume) : [],
            .. Knows() ? Of("protect.containers", protect.Containers, inventory, IsContainer) : [],
            .. Knows(DoubtScope.Layers, DoubtScope.Volumes)
                ? Of("protect.labels", protect.Labels, inventory, HasLabel)
                : [],
        ];
    }

    /// <summary>Whether <paramref name="resource"/> is a container of that name or ID. Docker accepts names with and
    /// without a leading slash.</summary>
    internal static bool IsContainer(Resource resource, string pattern)
    {
        if (resource.Id.Kind != ResourceKind.Container)
            return false;
        var name = pattern.TrimStart('/');
        return (resource.GivenName is { } given && Glob.IsMatch(name, given))
            || (IsId(name) && resource.Id.Name.StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>Whether <paramref name="resource"/> is a volume of that name.</summary>
    internal static bool IsVolume(Resource resource, string pattern) =>
        resource.Id.Kind == ResourceKind.Volume && Glob.IsMatch(pattern, resource.Id.Name);

    /// <summary>Whether <paramref name="resource"/> has a label, given as <c>key</c> or <c>key=value</c>.</summary>
    internal static bool HasLabel(Resource resource, string label)
    {
        var parts = label.Split('=', 2);
        return resource.Labels.TryGetValue(parts[0], out var value) && (parts.Length == 1 || parts[1] == value);
    }

    /// <summary>The parsed image patterns.</summary>
    internal static ImmutableArray<ImagePattern> Images(IEnumerable<string> patterns) =>
        [.. patterns.Select(ImagePattern.From)];

    /// <summary>The first of <paramref name="patterns"/> that matches <paramref name="resource"/>, an image or an image
    /// name; null if none does.</summary>
    internal static ImagePattern? FindImage(ImmutableArray<ImagePattern> patterns, Resource resource) =>
        patterns.FirstOrDefault(pattern => IsImage(resource, pattern));

    private static bool IsImage(Resource resource, ImagePattern pattern) =>
        resource.Id.Kind switch
        {
            ResourceKind.ImageReference => pattern.IsMatch(resource.Id.Name)
                || resource.Needs.Any(need => IsId(need, pattern)),
            ResourceKind.Image => IsId(resource.Id, pattern),
            _ => false,
        };

    private static bool IsId(ResourceId image, ImagePattern pattern) =>
        image.Kind == ResourceKind.Image && pattern.IsIdOf(image.Name);

    private static bool IsId(string text) =>
        text.Length is >= ShortestId and <= 64 && text.All(char.IsAsciiHexDigitLower);

    private static IEnumerable<UnmatchedPin> OfImages(
        string field,
        ImmutableArray<string> patterns,
        Inventory inventory
    ) =>
        from pattern in Images(patterns)
        where !inventory.Resources.Any(resource => IsImage(resource, pattern))
        select new UnmatchedPin(field, pattern.Text);

    private static IEnumerable<UnmatchedPin> Of(
        string field,
        ImmutableArray<string> patterns,
        Inventory inventory,
        Func<Resource, string, bool> isMatch
    ) =>
        from pattern in patterns
        where !inventory.Resources.Any(resource => isMatch(resource, pattern))
        select new UnmatchedPin(field, pattern);
}
