using System.Text.RegularExpressions;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Storage.Sweeping;

/// <summary>
/// The last look at an item's path before anything is touched: a directory directly in the home of its own driver, or in <c>volumes</c>, with a name that
/// only engines give. Whatever a plan says, nothing else can be moved.
/// </summary>
internal static partial class ItemNames
{
    /// <summary>What is wrong with the path; null when nothing is.</summary>
    public static string? FindFault(PlanItem item)
    {
        var parts = item.Directory.Path.Split('/');
        var right = item.Class == CleanupClass.Layers
            ? parts.Length is 2 or 3 && item.Id.Name == $"{parts[0]}/{parts[^1]}" && parts[0] != "volumes" && parts[1] != ".." && Layer().IsMatch(parts[^1])
            : parts is ["volumes", var name] && item.Id.Name == name && Volume().IsMatch(name);
        return right ? null : $"{item.Directory.Path} is not where a {item.Id} lies, or has no name that an engine gives";
    }

    [GeneratedRegex(@"^([0-9a-f]{64}(-init)?|[a-z0-9]{25})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Layer();

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Volume();
}
