using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Reports;

/// <summary>Parts that several documents share.</summary>
internal static class Findings
{
    /// <summary>A resource's name; for a directory, without the driver prefix.</summary>
    public static string NameOf(ResourceId id) =>
        id.Kind == ResourceKind.LayerDirectory ? id.Name[(id.Name.LastIndexOf('/') + 1)..] : id.Name;

    public static ImmutableArray<LeftoverDocument> LeftoversOf(Inventory inventory) =>
        [
            .. from leftover in inventory.Leftovers.Concat(UnreferencedLayers.Find(inventory))
            orderby leftover.Kind, leftover.Path
            select new LeftoverDocument(leftover.Kind.ToString(), leftover.Path, leftover.Size?.Value, leftover.Reason),
        ];

    public static ImmutableArray<DoubtDocument> DoubtsOf(Inventory inventory) =>
        [
            .. from doubt in inventory.Doubts
            orderby doubt.Kind, doubt.Subject
            select new DoubtDocument(doubt.Kind.ToString(), KeepsOf(doubt), doubt.Subject, doubt.Message)
            {
                Kept = DescribeKept(doubt),
                IsNote = doubt.IsNote,
            },
        ];

    /// <summary>What a doubt keeps: its scope, or the number of listed resources by kind.</summary>
    public static string KeepsOf(Doubt doubt) =>
        doubt.Scope != DoubtScope.Listed ? doubt.Scope.ToString()
        : doubt.Owned.IsEmpty ? nameof(DoubtScope.Nothing)
        : string.Join(
            ", ",
            doubt
                .Owned.CountBy(id => id.Kind)
                .OrderBy(count => count.Key)
                .Select(count => Nouns.Count(count.Value, count.Key.DisplayName()))
        );

    /// <summary>The same as <see cref="KeepsOf"/>, for text.</summary>
    public static string DescribeKept(Doubt doubt) =>
        doubt.Scope switch
        {
            DoubtScope.Everything => "everything",
            DoubtScope.Layers => "all layers",
            DoubtScope.Volumes => "all volumes",
            DoubtScope.Nothing => "nothing",
            DoubtScope.Listed when doubt.Owned.IsEmpty => "nothing",
            DoubtScope.Listed => KeepsOf(doubt),
            _ => throw new ArgumentOutOfRangeException(nameof(doubt), doubt.Scope, "not a scope"),
        };

    public static ImmutableArray<EvidenceDocument> EvidenceOf(ImmutableArray<Evidence> evidence) =>
        [.. evidence.Select(source => new EvidenceDocument(source.Source.ToString(), source.Summary))];
}
