using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>The reports of one order on the stores of a node, told as one. With one store it is that store's
/// own.</summary>
/// <param name="started">The report of the order as a whole before anything is known.</param>
/// <param name="tell">Told whenever a part has changed.</param>
internal sealed class OrderParts(OrderReport started, Action<OrderReport> tell)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, OrderReport> parts = new(StringComparer.Ordinal);

    /// <summary>All parts as one report.</summary>
    public OrderReport Whole
    {
        get
        {
            lock (gate)
                return Merge([.. parts]);
        }
    }

    /// <summary>Takes the place of what was known of the order on one store.</summary>
    public void Put(string dataRoot, OrderReport part)
    {
        lock (gate)
        {
            parts[dataRoot] = part;
            tell(Merge([.. parts]));
        }
    }

    private OrderReport Merge(IReadOnlyList<KeyValuePair<string, OrderReport>> all) =>
        all switch
        {
            [] => started,
            [var only] => only.Value,
            _ => started with
            {
                Phase = PhaseOf([.. all.Select(part => part.Value.Phase)]),
                Message = string.Join("; ", all.Select(part => $"{part.Key}: {part.Value.Message}")),
                CompletionTime = all.All(part => part.Value.CompletionTime is not null)
                    ? all.Max(part => part.Value.CompletionTime)
                    : null,
                PlanDigest = all.All(part => part.Value.PlanDigest is not null) ? DigestOf(all) : null,
                Pressure = PressureOf(all),
                ByClass =
                [
                    .. all.SelectMany(part => part.Value.ByClass)
                        .GroupBy(totals => totals.Class)
                        .OrderBy(totals => totals.Key)
                        .Select(Sum),
                ],
                Items =
                [
                    .. all.SelectMany(part =>
                            part.Value.Items.Select(item => item with { Name = $"{part.Key}/{item.Name}" })
                        )
                        .OrderBy(item => item.Outcome)
                        .ThenByDescending(item => item.Bytes)
                        .Take(OrderReport.MaxEntries),
                ],
                UnmatchedPins = UnmatchedIn([.. all.Select(part => part.Value)]),
                Leftovers =
                [
                    .. all.SelectMany(part => part.Value.Leftovers)
                        .GroupBy(leftover => leftover.Kind, StringComparer.Ordinal)
                        .Select(Sum),
                ],
                Errors =
                [
                    .. all.SelectMany(part =>
                            part.Value.Errors.Select(error => error with { Subject = $"{part.Key}: {error.Subject}" })
                        )
                        .Take(OrderReport.MaxEntries),
                ],
            },
        };

    /// <summary>A pin that matches in one store matches on the node; a store that was not scanned leaves that
    /// open.</summary>
    private static ImmutableArray<UnmatchedPin> UnmatchedIn(IReadOnlyList<OrderReport> reports) =>
        reports.Any(report => report.PlanDigest is null)
            ? []
            : [.. reports[0].UnmatchedPins.Where(pin => reports.All(report => report.UnmatchedPins.Contains(pin)))];

    /// <summary>The phase of the store that is least far, but once one is swept, "sweeping" until all have ended; of
    /// ended ones the worst, and "skipped" only where all were. A phase never goes back: each change of it is
    /// written.</summary>
    private static OrderPhase PhaseOf(IReadOnlyList<OrderPhase> phases) =>
        phases.All(phase => phase >= OrderPhase.Succeeded) ? WorstOf(phases)
        : phases.Any(phase => phase is OrderPhase.Sweeping or OrderPhase.Succeeded or OrderPhase.Failed)
            ? OrderPhase.Sweeping
        : phases.Min();

    private static OrderPhase WorstOf(IReadOnlyList<OrderPhase> phases) =>
        phases.Contains(OrderPhase.Failed) ? OrderPhase.Failed
        : phases.All(phase => phase == OrderPhase.Skipped) ? OrderPhase.Skipped
        : OrderPhase.Succeeded;

    private static PressureReport? PressureOf(IReadOnlyList<KeyValuePair<string, OrderReport>> all) =>
        all.Where(part => part.Value.Pressure is not null).ToList() is not { Count: > 0 } parts
            ? null
            : new PressureReport
            {
                StartReason = string.Join(
                    "; ",
                    parts.Select(part => $"{part.Key}: {part.Value.Pressure!.StartReason}")
                ),
                StopReason = parts.All(part => part.Value.Pressure!.StopReason is null)
                    ? null
                    : string.Join("; ", parts.Select(part => $"{part.Key}: {part.Value.Pressure!.StopReason}")),
                AboveLow = parts.Any(part => part.Value.Pressure!.AboveLow),
            };

    private static ClassTotals Sum(IGrouping<CollectedClass, ClassTotals> totals) =>
        new()
        {
            Class = totals.Key,
            Reclaimable = Sum(totals.Select(part => part.Reclaimable)),
            Held = Sum(totals.Select(part => part.Held)),
            Quarantined = Sum(totals.Select(part => part.Quarantined)),
            Reclaimed = Sum(totals.Select(part => part.Reclaimed)),
        };

    private static Tally Sum(IEnumerable<Tally> tallies)
    {
        var all = tallies.ToList();
        return new Tally { Items = all.Sum(tally => tally.Items), Bytes = all.Sum(tally => tally.Bytes) };
    }

    private static LeftoverReport Sum(IGrouping<string, LeftoverReport> kind) =>
        new()
        {
            Kind = kind.Key,
            Items = kind.Sum(leftover => leftover.Items),
            Bytes = kind.Sum(leftover => leftover.Bytes),
        };

    /// <summary>One digest for the plans of all stores, in the order of their paths.</summary>
    private static string DigestOf(IEnumerable<KeyValuePair<string, OrderReport>> all) =>
        "sha256:"
        + Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Join('\n', all.Select(part => $"{part.Key} {part.Value.PlanDigest}")))
            )
        );
}
