using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;

namespace NodeGc.Benchmarks;

/// <summary>Reports with as many items as agents wrote before reports were bounded.</summary>
internal static class LargeReports
{
    /// <param name="cleanup">Number of the cleanup.</param>
    /// <param name="items">How many items.</param>
    public static OrderReport Create(int cleanup, int items = OrderReport.MaxEntries) =>
        new()
        {
            Cleanup = $"cleanup-{cleanup}",
            RunId = $"cleanup-{cleanup}-5",
            Phase = OrderPhase.Succeeded,
            StartTime = DateTimeOffset.UnixEpoch,
            CompletionTime = DateTimeOffset.UnixEpoch,
            PlanDigest = "sha256:" + new string('a', 64),
            ByClass =
            [
                new ClassTotals
                {
                    Class = CollectedClass.Layers,
                    Reclaimable = new Tally { Items = 1, Bytes = 4096 },
                },
            ],
            Items = [.. Enumerable.Range(0, items).Select(Item)],
        };

    private static ItemReport Item(int number) =>
        new()
        {
            Class = CollectedClass.Layers,
            Name = $"overlay2/{number:x8}{new string('b', 56)}",
            Bytes = 4096,
            Reason = "No layer, container, build or mount names it.",
            Outcome = ItemOutcome.Quarantined,
        };
}
