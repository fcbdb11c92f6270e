using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>What of the quarantine is to be deleted before its time. Nothing is meant by default: everything has to be
/// asked for.</summary>
/// <param name="Run">Only what this run moved; null = of all runs.</param>
/// <param name="Item">Only this item of the run, by its path or name; null = all.</param>
/// <param name="UntilFree">Oldest first, until the filesystem has so much free; null = all of it.</param>
internal sealed record EvictionChoice(string? Run, string? Item, Bytes? UntilFree)
{
    /// <summary>Whether <paramref name="usage"/> leaves nothing to do.</summary>
    public bool IsEnough(FileSystemUsage usage) => UntilFree is { } wanted && usage.Available >= wanted;

    /// <summary>What is chosen of <paramref name="quarantine"/>, whatever is free.</summary>
    /// <exception cref="AgentException">The run or the item is not there; the message lists what is.</exception>
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

    /// <summary>What would go as far as the planned sizes tell.</summary>
    public ImmutableArray<QuarantinedItem> Rehearse(ImmutableArray<QuarantinedItem> quarantine, FileSystemUsage usage)
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
