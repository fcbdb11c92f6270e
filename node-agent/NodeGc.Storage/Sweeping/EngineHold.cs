using Microsoft.Win32.SafeHandles;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Locating;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>
/// Keeps an engine of this store from starting, by the lock under which every engine since 17.06 holds its database of
/// volumes as long as it runs: whoever has it, no other engine of this data root runs or can start. The kernel lets go
/// when the process ends, however it ends. Source: bbolt, <c>bolt_unix.go</c>.
/// </summary>
internal sealed class EngineHold : IDisposable
{
    private const string Database = EngineDatabases.OfVolumes;

    private readonly SafeFileHandle file;

    private EngineHold(SafeFileHandle file) => this.file = file;

    /// <summary>True for what a running engine remembers, whose metadata goes with it, and for what one that starts
    /// would be at as well.</summary>
    public static bool IsNeededFor(PlanItem item, StoreFacts store) =>
        item.Place is { } place
        && (
            IsUnfinishedContainer(place, store)
            || DebrisNames.IsAufsRemoval(place.Path)
            || DebrisNames.IsOnlyIfEmpty(place.Path)
            || place.Companions.Any(ItemNames.IsRecord)
        );

    /// <summary>While an engine runs, only what it says that it does not know is taken from
    /// <c>containers</c>.</summary>
    private static bool IsUnfinishedContainer(DirectoryFacts place, StoreFacts store) =>
        !store.IsEngineRunning && place.Path.StartsWith("containers/", StringComparison.Ordinal);

    /// <summary>Takes the lock; null, with the reason, where an engine has it or the store has no such
    /// database.</summary>
    public static EngineHold? TryTake(WritableStore store, out string fault)
    {
        fault = $"{Database} is missing, by which an engine could be kept from starting";
        try
        {
            if (store.Root.Handle.FindFileHandle(Database) is not { } file)
                return null;
            if (DatabaseLock.TryTake(file))
                return new EngineHold(file);
            fault = $"an engine holds {Database}, so it runs or is about to";
            file.Dispose();
        }
        catch (LinuxException refused)
        {
            fault = $"{Database} cannot be opened, by which an engine could be kept from starting: {refused.Message}";
        }
        return null;
    }

    /// <summary>Lets engines start again.</summary>
    public void Dispose()
    {
        DatabaseLock.Release(file);
        file.Dispose();
    }
}
