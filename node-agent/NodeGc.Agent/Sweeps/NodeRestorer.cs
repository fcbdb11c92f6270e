using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Restores quarantined items.</summary>
internal sealed class NodeRestorer(NodeScanner scanner, TimeProvider time)
{
    private const string Failed = "Failed";

    /// <summary>Restores <paramref name="run"/>, or only its item whose path or name is
    /// <paramref name="item"/>.</summary>
    /// <exception cref="AgentException">The run or the item is not in quarantine; the message lists what
    /// is.</exception>
    public async Task<RestoreDocument> RestoreAsync(string run, string? item, CancellationToken cancellationToken)
    {
        var name = QuarantineSearch.RunOf(run);
        var dataRoot = scanner.Locate().DataRoot;
        var only = item is null
            ? (ResourceId?)null
            : QuarantineSearch.Get(QuarantineListing.Read(dataRoot), run, item).Id;
        using var recovered = await RecoveredStore.OpenAsync(scanner, dataRoot, time, cancellationToken);
        var restored = await new Restorer(recovered.Store, recovered.Engine, time).Restore(
            name,
            only,
            cancellationToken
        );
        if (restored.IsEmpty)
            throw QuarantineSearch.NothingOf(run, QuarantineListing.Read(dataRoot));
        return new RestoreDocument([.. restored.Select(OutcomeOf)]);
    }

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
