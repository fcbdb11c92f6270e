using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>Finds out, before an item moves, which companions it has, that each is what it should be, and where each
/// will be kept.</summary>
internal sealed class CompanionPreparation(WritableStore store)
{
    private readonly QuarantineFolders folders = new(store);
    private readonly Companions companions = new(store);

    /// <summary>The companions of <paramref name="item"/> that exist, in the order in which they go. Where one is not
    /// as it should be, the item must stay.</summary>
    /// <param name="run">The run.</param>
    /// <param name="item">The item.</param>
    /// <param name="place">Where the item itself will be kept.</param>
    /// <param name="fault">What is wrong; null when nothing is.</param>
    /// <exception cref="Linux.LinuxException">A link was planted on the way, ...</exception>
    public ImmutableArray<Companion> Prepare(RunId run, PlanItem item, string place, out string? fault)
    {
        fault = null;
        var prepared = ImmutableArray.CreateBuilder<Companion>();
        foreach (
            var (path, kind) in ItemNames
                .CompanionsOf(item)
                .Where(companion => item.Directory.Companions.Contains(companion.Path))
        )
        {
            if (store.FindStatus(path) is not { } status)
                continue;
            var kept = folders.FindCompanionPlace(run, path, place);
            fault = companions.FindFault(path, kind)
                ?? (kept is null ? $"{path} lies on another mount than {item.Directory.Path}" : null);
            if (fault is not null)
                return [];
            prepared.Add(new Companion(kind, path, kept!, status.Inode, status.BornNanoseconds));
        }
        return prepared.DrainToImmutable();
    }
}
