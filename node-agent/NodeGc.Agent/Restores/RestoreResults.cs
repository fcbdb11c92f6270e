using System.Collections.Immutable;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Restores;

/// <summary>What a restore has achieved on all stores of this node so far. Pure.</summary>
/// <param name="Restored">What was restored.</param>
/// <param name="Failed">What was not.</param>
/// <param name="Problem">The first problem; null if there is none.</param>
internal sealed record RestoreResults(Tally Restored, Tally Failed, string? Problem)
{
    private const string Resumed =
        "the agent was restarted during the restore: what it had restored before is not counted";

    public static RestoreResults None { get; } = new(Tally.Zero, Tally.Zero, null);

    public RestoreResults Add(ImmutableArray<RestoredItem> items)
    {
        var failed = items.Where(item => FindProblem(item) is not null).ToList();
        return new(
            Restored + Sum(items.Except(failed)),
            Failed + Sum(failed),
            Problem ?? failed.Select(FindProblem).FirstOrDefault()
        );
    }

    /// <summary>A store that could not be restored at all.</summary>
    public RestoreResults AddProblem(string problem) => this with { Problem = Problem ?? problem };

    /// <summary>The report of a restore that is done.</summary>
    /// <param name="order">The restore.</param>
    /// <param name="before">The report of an agent that was stopped during the restore; null if none was.</param>
    /// <param name="now">The time.</param>
    public RestoreReport ToReport(RestoreOrder order, RestoreReport? before, DateTimeOffset now)
    {
        var phase =
            Problem is not null ? RestorePhase.Failed
            : Restored.Items > 0 || before is not null ? RestorePhase.Succeeded
            : RestorePhase.Skipped;
        return new RestoreReport
        {
            Name = order.Name,
            Uid = order.Uid,
            Phase = phase,
            Message = before is null ? Describe(order) : $"{Describe(order)}; {Resumed}",
            StartTime = before?.StartTime,
            CompletionTime = now,
            Restored = Restored,
            Failed = Failed,
        };
    }

    private string Describe(RestoreOrder order) =>
        Problem is { } problem
            ? Failed.Items == 0
                ? problem
                : $"{Nouns.Count((int)Failed.Items, "item")} not restored; {problem}"
            : Restored.Items > 0
                ? $"{Nouns.Count((int)Restored.Items, "item")} restored ({Restored.Size})"
                : order.Items.IsEmpty
                    ? $"nothing of run {order.RunId} is in quarantine: restored, expired, or never here"
                    : $"no such item of run {order.RunId} is in quarantine: restored, expired, or never here";

    private static string? FindProblem(RestoredItem item) =>
        item.Outcome switch
        {
            RestoreOutcome.Restored => null,
            RestoreOutcome.Refused refused => $"{item.Item.Path}: {refused.Reason}",
            RestoreOutcome.Failed failed => $"{item.Item.Path}: {failed.Error}",
            _ => throw new InvalidOperationException($"{item.Outcome} is not an outcome"),
        };

    private static Tally Sum(IEnumerable<RestoredItem> items) =>
        items.Aggregate(Tally.Zero, (sum, item) => sum + new Tally { Items = 1, Bytes = item.Item.SizeBytes });
}
