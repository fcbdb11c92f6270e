using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of a scan. Pure.</summary>
internal static class ScanReport
{
    public static ScanDocument Of(Scan scan)
    {
        var graph = ResourceGraph.Of(scan.Inventory.Resources);
        var alive = Marker.Mark(graph, AliveRules.Find(scan.Inventory));
        var doubted = Marker.Mark(graph, DoubtRules.Find(scan.Inventory));
        var garbage = graph.Candidates.Where(candidate => !alive.Contains(candidate.Id)).ToList();
        return new ScanDocument(
            StoreReport.Of(scan),
            scan.Inventory.TakenAt,
            [.. Enum.GetValues<CleanupClass>().Select(cleanupClass => ClassOfDocument(cleanupClass, graph, alive))],
            scan.Gap is { } gap ? GapReport.Of(gap) : null,
            [.. garbage.OrderByDescending(SizeOf).ThenBy(item => item.Id).Select(item => GarbageOf(item, scan, doubted))],
            Findings.LeftoversOf(scan.Inventory),
            Findings.DoubtsOf(scan.Inventory),
            Findings.WitnessesOf(scan.Inventory.Witnesses));
    }

    private static ClassDocument ClassOfDocument(CleanupClass cleanupClass, ResourceGraph graph, LiveSet alive)
    {
        var byLife = graph.Candidates.Where(candidate => ClassOf.Candidate(candidate) == cleanupClass).ToLookup(candidate => alive.Contains(candidate.Id), SizeOf);
        return new ClassDocument(cleanupClass.Word(), AmountDocument.Of([.. byLife[true]]), AmountDocument.Of([.. byLife[false]]));
    }

    private static GarbageDocument GarbageOf(Resource garbage, Scan scan, LiveSet doubted) => new(
        ClassOf.Candidate(garbage).Word(),
        Findings.NameOf(garbage.Id),
        garbage.Directory!.Path,
        garbage.Directory.Size?.Value,
        garbage.Directory.LastChanged,
        scan.Sightings.Find(garbage)?.Looks ?? 0,
        doubted.FindReason(garbage.Id)?.Text);

    private static Bytes SizeOf(Resource candidate) => candidate.Directory!.Size ?? Bytes.Zero;
}
