using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>
/// Has the engine remove what only it can remove, and the kernel unmount what nobody uses. There is no quarantine: safe
/// because the engine, asked without force, refuses whatever anything needs, and because nothing is asked for before
/// all that need it are gone.
/// </summary>
internal sealed class KnownSweep(WritableStore store, VolumeEngine? engine, Func<PlanItem, KnownRemoval>? unmount)
{
    /// <summary>How much the free space grew during all removals so far.</summary>
    public Bytes Reclaimed { get; private set; }

    /// <summary>Removes one thing after the other, in the order of the plan, which has dependents first.</summary>
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
            Removal.Unmount when unmount is null => Task.FromResult<ItemOutcome>(
                new ItemOutcome.Failed("mounts of the host cannot be reached from here")
            ),
            Removal.Unmount => Ask(() => Task.FromResult(unmount(item)), "it could not be unmounted"),
            _ when engine?.RemoveKnown is null => Task.FromResult<ItemOutcome>(
                new ItemOutcome.Failed(
                    "the engine cannot be asked; it removes this itself or nobody does. Start it, or mount its socket"
                )
            ),
            _ => Ask(() => engine.RemoveKnown(item, cancellationToken), $"the engine did not remove {item.Id}"),
        };

    private static async Task<ItemOutcome> Ask(Func<Task<KnownRemoval>> remove, string failure)
    {
        try
        {
            return await remove() switch
            {
                KnownRemoval.Gone => new ItemOutcome.Deleted(),
                KnownRemoval.InUse => new ItemOutcome.InUse(),
                _ => new ItemOutcome.Changed(null),
            };
        }
        catch (Exception error)
        {
            return new ItemOutcome.Failed($"{failure}: {error.Message}");
        }
    }
}
