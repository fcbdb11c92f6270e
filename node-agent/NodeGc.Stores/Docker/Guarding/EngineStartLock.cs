using Microsoft.Win32.SafeHandles;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Stores.Docker.Guarding;

/// <summary>
/// Keeps an engine of this store from starting, by the lock that every engine since 17.06 holds on its volume database
/// as long as it runs: while it is held here, no engine of this data root runs or can start. The kernel releases it
/// when the process ends, however it ends. Source: bbolt, <c>bolt_unix.go</c>.
/// </summary>
internal sealed class EngineStartLock : IDisposable
{
    private const string Database = EngineDatabases.OfVolumes;

    private readonly SafeFileHandle file;

    private EngineStartLock(SafeFileHandle file) => this.file = file;

    /// <summary>True for what a running engine has in memory and whose metadata is removed with it, and for what a
    /// starting engine would change as well.</summary>
    public static bool IsNeededFor(PlanItem item, StoreFacts store) =>
        item.Place is { } place
        && (
            IsUnfinishedContainer(place, store)
            || DebrisNames.IsAufsRemoval(place.Path)
            || DebrisNames.IsOnlyIfEmpty(place.Path)
            || place.RelatedPaths.Any(ItemPaths.IsRecord)
        );

    /// <summary>While an engine is running, only what it confirms not to know is removed from
    /// <c>containers</c>.</summary>
    private static bool IsUnfinishedContainer(DirectoryFacts place, StoreFacts store) =>
        !store.IsEngineRunning && place.Path.StartsWith("containers/", StringComparison.Ordinal);

    /// <summary>Takes the lock; null, with the reason, if an engine has it or the store has no such database.</summary>
    public static EngineStartLock? TryAcquire(DirectoryHandle root, out string fault)
    {
        fault = Held($"{Database} is missing, so the engine cannot be kept from starting");
        try
        {
            if (root.FindFileHandle(Database) is not { } file)
                return null;
            if (DatabaseLock.TryAcquire(file))
                return new EngineStartLock(file);
            fault = Held($"an engine has locked {Database}, so it is running or starting");
            file.Dispose();
        }
        catch (LinuxException refused)
        {
            fault = Held($"cannot open {Database} to keep the engine from starting: {refused.Message}");
        }
        return null;
    }

    private static string Held(string fault) => $"held until the Docker daemon is stopped: {fault}";

    /// <summary>Allows engines to start again.</summary>
    public void Dispose()
    {
        DatabaseLock.Release(file);
        file.Dispose();
    }
}
