using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Agent.Sweeps;

/// <summary>Which quarantined items to delete early. Nothing is selected by default.</summary>
/// <param name="Run">Only items of this run; null = of all runs.</param>
/// <param name="Item">Only this item of the run, by path or name; null = all.</param>
/// <param name="UntilFree">Oldest first, until the filesystem has this much free space; null = all.</param>
internal sealed record EvictionSelection(string? Run, string? Item, Bytes? UntilFree)
{
    /// <summary>Whether nothing is left to do with <paramref name="usage"/>.</summary>
    public bool IsEnough(FileSystemUsage usage) => UntilFree is { } wanted && usage.Available >= wanted;

    /// <summary>The items selected from <paramref name="quarantine"/>, whatever the free space.</summary>
    /// <exception cref="AgentException">The run or the item is not there; the message lists those that are.</exception>
    public Func<QuarantinedItem, bool> Of(ImmutableArray<QuarantinedItem> quarantine)
    {
        if (Run is null)
            return _ => true;
        _ = QuarantineSearch.RunOf(Run);
        var only = Item is null ? (ResourceId?)null : QuarantineSearch.Get(quarantine, Run, Item).Id;
        if (!quarantine.Any(item => item.Run == Run))
            throw QuarantineSearch.NothingOf(Run, quarantine);
        return item => item.Run == Run && (only is null || item.Id == only);
    }

    /// <summary>The items that would be deleted, judging by their planned sizes.</summary>
    public ImmutableArray<QuarantinedItem> DryRun(ImmutableArray<QuarantinedItem> quarantine, FileSystemUsage usage)
    {
        var free = usage.Available;
        var going = ImmutableArray.CreateBuilder<QuarantinedItem>();
        foreach (var item in quarantine.Where(Of(quarantine)).OrderBy(item => item.MovedAt))
        {
            if (UntilFree is { } wanted && free >= wanted)
                break;
            going.Add(item);
            free += item.Size;
        }
        return going.ToImmutable();
    }
}
