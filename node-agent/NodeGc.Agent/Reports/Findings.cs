using System.Collections.Immutable;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Reports;

/// <summary>The parts that several documents share.</summary>
internal static class Findings
{
    /// <summary>A resource's name; a directory's without its driver in front.</summary>
    public static string NameOf(ResourceId id) => id.Kind == ResourceKind.LayerDirectory ? id.Name[(id.Name.LastIndexOf('/') + 1)..] : id.Name;

    public static ImmutableArray<LeftoverDocument> LeftoversOf(Inventory inventory) =>
        [.. from leftover in inventory.Leftovers.Concat(UnreferencedLayers.Find(inventory))
            orderby leftover.Kind, leftover.Path
            select new LeftoverDocument(leftover.Kind.ToString(), leftover.Path, leftover.Size?.Value, leftover.Reason)];

    public static ImmutableArray<DoubtDocument> DoubtsOf(Inventory inventory) =>
        [.. from doubt in inventory.Doubts
            orderby doubt.Kind, doubt.Subject
            select new DoubtDocument(doubt.Kind.ToString(), doubt.Scope.ToString(), doubt.Subject, doubt.Message)];

    public static ImmutableArray<WitnessDocument> WitnessesOf(ImmutableArray<WitnessAccount> accounts) =>
        [.. accounts.Select(account => new WitnessDocument(account.Witness.ToString(), account.Searched))];
}
