using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Restores quarantined items.</summary>
internal sealed class NodeRestorer(NodeScanner scanner, TimeProvider time)
{
    private const string Failed = "Failed";

    /// <summary>Restores <paramref name="run"/>, or only its items whose paths or names are <paramref name="items"/>,
    /// if there are any.</summary>
    /// <exception cref="AgentException">The run or an item is not in quarantine; the message lists what
    /// is.</exception>
    /// <exception cref="StoreLockedException">Another cleanup has locked the store.</exception>
    public async Task<ImmutableArray<RestoredItem>> RestoreAsync(
        string run,
        ImmutableArray<string> items,
        CancellationToken cancellationToken
    )
    {
        var name = QuarantineSearch.RunOf(run);
        var dataRoot = scanner.Locate().DataRoot;
        var held = QuarantineListing.Read(dataRoot);
        var only = items.Select(item => QuarantineSearch.Get(held, run, item).Id).Distinct().ToHashSet();
        using var recovered = await RecoveredStore.OpenAsync(scanner, dataRoot, time, cancellationToken);
        var restorer = new Restorer(recovered.Store, recovered.Engine, time);
        var restored = await restorer.Restore(name, only.Count == 0 ? null : only, cancellationToken);
        return restored.IsEmpty ? throw QuarantineSearch.NothingOf(run, QuarantineListing.Read(dataRoot)) : restored;
    }

    /// <summary>The outcomes as they are printed.</summary>
    public static RestoreDocument Describe(ImmutableArray<RestoredItem> restored) =>
        new([.. restored.Select(OutcomeOf)]);

    private static OutcomeDocument OutcomeOf(RestoredItem restored)
    {
        var (outcome, message) = restored.Outcome switch
        {
            RestoreOutcome.Restored done => ("Restored", done.Note ?? ""),
            RestoreOutcome.Refused refused => (Failed, refused.Reason),
            RestoreOutcome.Failed failed => (Failed, failed.Error),
            _ => throw new InvalidOperationException($"{restored.Outcome} is not an outcome"),
        };
        return new OutcomeDocument(
            restored.Item.Class.Word(),
            Findings.NameOf(restored.Item.Id),
            restored.Item.Path,
            restored.Item.SizeBytes,
            outcome,
            message
        )
        {
            IsShownInFull = outcome == Failed,
        };
    }
}
