using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>
/// Removes through the engine what only it can remove, and unmounts unused mounts. There is no quarantine: safe because
/// the engine, without force, refuses to remove whatever is needed, and because nothing is removed before everything
/// that needs it is gone.
/// </summary>
internal sealed class EngineSweep(WritableStore store, EngineOperations? engine, Func<PlanItem, RemovalResult>? unmount)
{
    /// <summary>How much free space all removals have gained so far.</summary>
    public Bytes Reclaimed { get; private set; }

    /// <summary>Removes one item after the other, in the order of the plan, which has dependents first.</summary>
    public async Task Remove(SweepRun run, IReadOnlyCollection<PlanItem> items)
    {
        if (items.Count == 0)
            return;
        var before = FileSystemUsage.Read(store.Root.Handle).Free;
        foreach (var item in items)
        {
            if (run.FindReasonToSkip(item) is null)
                run.Settle(item, await RemoveOne(item, run.Ended));
        }
        Reclaimed += FileSystemUsage.Read(store.Root.Handle).Free - before;
    }

    private Task<ItemOutcome> RemoveOne(PlanItem item, CancellationToken cancellationToken) =>
        item.Removal switch
        {
            RemovalMethod.Unmount when unmount is null => Task.FromResult<ItemOutcome>(
                new ItemOutcome.Failed("the host's mounts are not accessible from here")
            ),
            RemovalMethod.Unmount => Ask(() => Task.FromResult(unmount(item)), "it could not be unmounted"),
            _ when engine?.RemoveViaEngine is null => Task.FromResult<ItemOutcome>(
                new ItemOutcome.Failed(
                    "only the engine can remove this, but it is unreachable. Start it, or mount its socket"
                )
            ),
            _ => Ask(() => engine.RemoveViaEngine(item, cancellationToken), $"the engine did not remove {item.Id}"),
        };

    private static async Task<ItemOutcome> Ask(Func<Task<RemovalResult>> remove, string failure)
    {
        try
        {
            return await remove() switch
            {
                RemovalResult.Gone => new ItemOutcome.Deleted(),
                RemovalResult.InUse => new ItemOutcome.InUse(),
                _ => new ItemOutcome.Changed(null),
            };
        }
        catch (Exception error)
        {
            return new ItemOutcome.Failed($"{failure}: {error.Message}");
        }
    }
}
