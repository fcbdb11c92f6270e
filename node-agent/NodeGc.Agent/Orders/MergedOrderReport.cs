using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>Merges the reports of one order on the stores of a node. With one store, it is the report of that
/// store.</summary>
/// <param name="started">The initial report of the order.</param>
/// <param name="onChange">Called with the merged report whenever a part has changed.</param>
internal sealed class MergedOrderReport(OrderReport started, Action<OrderReport> onChange)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, OrderReport> parts = new(StringComparer.Ordinal);

    /// <summary>The merged report.</summary>
    public OrderReport Whole
    {
        get
        {
            lock (gate)
                return Merge([.. parts]);
        }
    }

    /// <summary>Replaces the report of one store.</summary>
    public void Put(string dataRoot, OrderReport part)
    {
        lock (gate)
        {
            parts[dataRoot] = part;
            onChange(Merge([.. parts]));
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
                Omitted = OmittedIn([.. all.Select(part => part.Value)]),
            },
        };

    /// <summary>What the parts leave out, and what their lists together have too much. A pin that one part leaves out
    /// may match in another.</summary>
    private static OmittedEntries? OmittedIn(IReadOnlyList<OrderReport> reports) =>
        new OmittedEntries
        {
            Items =
                reports.Sum(report => report.Omitted?.Items ?? 0)
                + Math.Max(0, reports.Sum(report => report.Items.Length) - OrderReport.MaxEntries),
            Errors =
                reports.Sum(report => report.Omitted?.Errors ?? 0)
                + Math.Max(0, reports.Sum(report => report.Errors.Length) - OrderReport.MaxEntries),
            UnmatchedPins = reports.Min(report => report.Omitted?.UnmatchedPins ?? 0),
        }.OrNull();

    /// <summary>A pin that matches in one store matches on the node; it is unknown while a store was not
    /// scanned.</summary>
    private static ImmutableArray<UnmatchedPin> UnmatchedIn(IReadOnlyList<OrderReport> reports) =>
        reports.Any(report => report.PlanDigest is null)
            ? []
            : [.. reports[0].UnmatchedPins.Where(pin => reports.All(report => report.UnmatchedPins.Contains(pin)))];

    /// <summary>The earliest phase of all stores, but "sweeping" from the first sweep until all have ended. Once all
    /// have ended, the worst phase; "skipped" only if all were. A phase never goes back: each change is
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

    /// <summary>One digest for the plans of all stores, ordered by path.</summary>
    private static string DigestOf(IEnumerable<KeyValuePair<string, OrderReport>> all) =>
        "sha256:"
        + Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Join('\n', all.Select(part => $"{part.Key} {part.Value.PlanDigest}")))
            )
        );
}
