using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Restores;

/// <summary>Carries out a restore on all stores of this node, by the code of the command <c>restore</c>.</summary>
internal sealed class RestoreRunner(NodeOptions options, NodeStores stores, TimeProvider time)
{
    /// <summary>How long to wait before trying again to lock a store that a run is changing.</summary>
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>Carries out a restore, or refuses it. Failures are part of the report.</summary>
    /// <param name="order">The restore.</param>
    /// <param name="before">The report of an agent that was stopped during this restore; null if none was.</param>
    /// <param name="progress">Called for each change of phase before the end.</param>
    /// <param name="cancellationToken">Stops it between two items.</param>
    public async Task<RestoreReport> RunAsync(
        RestoreOrder order,
        RestoreReport? before,
        Action<RestoreReport> progress,
        CancellationToken cancellationToken
    )
    {
        var start = before?.StartTime ?? time.GetUtcNow();
        if (RestoreCheck.FindProblem(order, options.IsReadOnly, start) is { } problem)
            return RestoreResults.None.AddProblem(problem).ToReport(order, before, time.GetUtcNow());
        var results = RestoreResults.None;
        try
        {
            foreach (var scanner in stores.List())
                results = await AddAsync(
                    results,
                    scanner,
                    order,
                    report => progress(At(report, start)),
                    cancellationToken
                );
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            results = Failures.IsNoStore(failure) ? results : results.AddProblem(described.Message);
        }
        return At(results.ToReport(order, before, time.GetUtcNow()), start);
    }

    /// <summary>One store that cannot be restored does not hold up the others.</summary>
    private async Task<RestoreResults> AddAsync(
        RestoreResults results,
        NodeScanner scanner,
        RestoreOrder order,
        Action<RestoreReport> progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await RestoreAsync(results, scanner, order, progress, cancellationToken);
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            return results.AddProblem(described.Message);
        }
    }

    private async Task<RestoreResults> RestoreAsync(
        RestoreResults results,
        NodeScanner scanner,
        RestoreOrder order,
        Action<RestoreReport> progress,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var held = QuarantineListing.Read(scanner.Locate().DataRoot);
            var items = order.Items.RemoveAll(item => QuarantineSearch.Find(held, order.RunId, item) is null);
            if (order.Items.IsEmpty ? held.All(item => item.Run != order.RunId) : items.IsEmpty)
                return results;
            try
            {
                progress(Report(order, RestorePhase.Restoring, message: null));
                var restored = await new NodeRestorer(scanner, time).RestoreAsync(
                    order.RunId,
                    items,
                    cancellationToken
                );
                return results.Add(restored);
            }
            catch (StoreLockedException locked) when (time.GetUtcNow() + LockRetryInterval < order.ExpirationTime)
            {
                progress(Report(order, RestorePhase.Pending, $"waiting: {locked.Message}"));
                await Task.Delay(LockRetryInterval, time, cancellationToken);
            }
        }
    }

    private static RestoreReport Report(RestoreOrder order, RestorePhase phase, string? message) =>
        new()
        {
            Name = order.Name,
            Uid = order.Uid,
            Phase = phase,
            Message = message,
        };

    private static RestoreReport At(RestoreReport report, DateTimeOffset start) => report with { StartTime = start };
}
