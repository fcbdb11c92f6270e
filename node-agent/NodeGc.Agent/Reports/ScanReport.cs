using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of a scan. Pure.</summary>
internal static class ScanReport
{
    public static ScanDocument Create(Scan scan)
    {
        var doubted = Marker.Mark(scan.Inventory.Graph, DoubtRules.Find(scan.Liveness));
        return new ScanDocument(
            StoreReport.Create(scan),
            scan.Inventory.TakenAt,
            [.. (scan.StoreUsage?.Classes ?? []).Select(ClassDocument.From)],
            scan.StoreUsage is { } usage ? DiskUsageReport.Create(usage) : null,
            [
                .. scan
                    .Liveness.Garbage.OrderByDescending(SizeOf)
                    .ThenBy(item => item.Id)
                    .Select(item => GarbageOf(item, scan, doubted)),
            ],
            Findings.LeftoversOf(scan.Inventory),
            Findings.DoubtsOf(scan.Inventory),
            Findings.EvidenceOf(scan.Inventory.Evidence)
        );
    }

    private static GarbageDocument GarbageOf(Resource garbage, Scan scan, LiveSet doubted) =>
        new(
            GarbageClasses.ClassOf(garbage).Word(),
            Findings.NameOf(garbage.Id),
            garbage.Directory!.Path,
            garbage.Directory.Size?.Value,
            garbage.Directory.LastChanged,
            scan.Sightings.Find(garbage)?.ScanCount ?? 0,
            doubted.FindReason(garbage.Id)?.Text
        );

    private static Bytes SizeOf(Resource candidate) => candidate.Directory!.Size ?? Bytes.Zero;
}
