using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodeGc.Agent.Reports;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Scenarios.RealStores;

/// <summary>Writes an inventory as <c>README.md</c> describes it: one line per thing, with what becomes of it and
/// through what.</summary>
internal static partial class InventoryText
{
    public static ImmutableArray<string> Write(Inventory inventory)
    {
        var ids = inventory.Resources.Select(resource => resource.Id).ToHashSet();
        var explainer = new Explainer(inventory);
        var resources = inventory.Resources.Select(resource => Line(explainer.Explain(resource), ids));
        var leftovers = inventory
            .Leftovers.Concat(UnreferencedLayers.Find(inventory))
            .Select(leftover => $"leftover {leftover.Kind} {leftover.Path}");
        var doubts = inventory.Doubts.Select(doubt => $"doubt {doubt.Kind} {doubt.Subject}: {doubt.Message}");
        return [.. resources.Concat(leftovers).Concat(doubts).Prepend(Line(inventory.Store)).Select(Shorten)];
    }

    public static string Write(ImageDocument image)
    {
        var name = image.References.IsEmpty ? "<none>" : string.Join(' ', image.References);
        var users = image
            .Containers.Select(container => container.Name.Split(' ')[0])
            .Order(StringComparer.Ordinal)
            .ToList();
        var usedBy = users.Count == 0 ? "" : $", used by {string.Join(", ", users)}";
        return Shorten(
            $"{name} {image.Id} {image.Kind}, {image.EngineBytes} bytes{usedBy}: "
                + $"{string.Join(", ", image.Directories.Select(one => one.Path))}"
        );
    }

    private static string Line(StoreFacts store)
    {
        var engine = (store.EngineVersion, store.IsEngineRunning) is (null, false)
            ? "no engine"
            : $"engine {store.EngineVersion}";
        return $"store: driver {store.Driver}, {(store.ReusesNames ? "names are used again, " : "")}{engine}";
    }

    private static string Line(Explanation explanation, HashSet<ResourceId> ids)
    {
        var resource = explanation.Resource;
        var needs = explanation.Needs.Where(need => ids.Contains(need.Id)).Select(need => need.Id.ToString()).ToList();
        return $"{resource.Id}{Called(resource)}{Place(resource)}{Judgement(explanation)}"
            + $"{(needs.Count == 0 ? "" : "; needs ")}{string.Join(", ", needs)}";
    }

    /// <summary>The name that a person gave; a state in brackets after it is that of long ago.</summary>
    private static string Called(Resource resource) =>
        resource.Id.Kind == ResourceKind.Container ? $" called {resource.Title.Split(' ')[0]}" : "";

    private static string Place(Resource resource)
    {
        if (resource.Directory is not { } directory)
            return "";
        ImmutableArray<string> companions =
        [
            .. directory.RelatedPaths.Concat(directory.Links).Order(StringComparer.Ordinal),
        ];
        return $" at {directory.Path}{(companions.IsEmpty ? "" : " with ")}{string.Join(", ", companions)}";
    }

    private static string Judgement(Explanation explanation)
    {
        if (explanation.Resource is { Directory: null, Volume: null })
            return "";
        var facts = explanation.Resource.Volume is { } volume ? $"{Words(volume)}; " : "";
        var verdict = explanation.Verdict.ToString().ToLowerInvariant();
        return $": {facts}{verdict}{(explanation.Chain.IsEmpty ? "" : $" through {explanation.Chain[^1].Id}")}";
    }

    private static string Words(VolumeFacts facts) =>
        $"{(facts.IsKnown ? "known" : "unknown")}, {(facts.IsAnonymous ? "anonymous" : "named")}, "
        + $"{(facts.IsLocal ? "local" : "elsewhere")}";

    private static string Shorten(string line) => FullId().Replace(line, id => id.Value[..12]);

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex FullId();
}
