using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>Determines everything required before an item may be moved: that it is the planned one, its links, its
/// volume's definition, its place.</summary>
internal sealed class ItemPreparation(WritableStore store, EngineOperations? engine, TimeProvider time)
{
    private readonly QuarantineFolders folders = new(store);
    private readonly RelatedPathPreparation relatedPaths = new(store);
    private readonly Dictionary<string, ILookup<string, ShortLink>> linksByHome = new(StringComparer.Ordinal);

    /// <summary>The item as it will be journaled; null if it is not removed, and then its outcome is settled.</summary>
    public async Task<QuarantinedItem?> FindPrepared(SweepRun run, PlanItem item)
    {
        try
        {
            if (ItemNames.FindFault(item, run.Request.Plan.Store) is { } fault)
                return Settle(run, item, new ItemOutcome.Failed(fault));
            if (FindChange(item) is { } change)
                return Settle(run, item, change);
            if (FindContent(item) is { } content)
                return Settle(run, item, new ItemOutcome.NowInUse(content));
            if (FindMount(item) is { } mount)
                return Settle(run, item, new ItemOutcome.NowInUse(mount));
            var volume = item.Removal == Removal.Engine ? await FindVolume(run, item) : null;
            if (item.Removal == Removal.Engine && volume is null)
                return null;
            return FindPlace(run, item) is { } place
                ? Complete(run, item, Describe(run.Request, item, place, time.GetUtcNow()) with { Volume = volume })
                : null;
        }
        catch (LinuxException error)
        {
            return Settle(run, item, new ItemOutcome.Failed(error.Message));
        }
    }

    /// <summary>The outcome if the item's path is no longer the planned directory; null if it is.</summary>
    public ItemOutcome? FindChange(PlanItem item)
    {
        var found = store.FindStatus(item.Directory.Path)?.Fingerprint;
        return found == item.Directory.Fingerprint ? null : new ItemOutcome.Changed(found);
    }

    private QuarantinedItem? Complete(SweepRun run, PlanItem item, QuarantinedItem described)
    {
        var prepared = relatedPaths.Prepare(run.Request.Run, item, described.Place, out var fault);
        return fault is null
            ? described with
            {
                RelatedPaths = prepared,
            }
            : Settle(run, item, new ItemOutcome.Failed($"{fault}; not removed"));
    }

    /// <summary>An empty record of a layer is debris; one with content is not.</summary>
    private string? FindContent(PlanItem item)
    {
        if (item.Class != CleanupClass.Debris || !DebrisNames.IsOnlyIfEmpty(item.Directory.Path))
            return null;
        using var folder = store.OpenFolder(item.Directory.Path);
        return folder.Handle.List().IsEmpty ? null : $"{item.Directory.Path} is not empty";
    }

    /// <summary>A whole store is moved with all mounts in it, and its home may be one: then it may be in use.</summary>
    private string? FindMount(PlanItem item)
    {
        if (item.Class != CleanupClass.Stores)
            return null;
        using var home = store.OpenFolder(item.Directory.Path);
        return MountsWithin.Find(home.Handle) is { } mount
            ? $"{item.Directory.Path} is in use: {mount}; unmount it, then scan again"
            : null;
    }

    private static QuarantinedItem? Settle(SweepRun run, PlanItem item, ItemOutcome outcome)
    {
        run.Settle(item, outcome);
        return null;
    }

    private async Task<VolumeDefinition?> FindVolume(SweepRun run, PlanItem item)
    {
        const string unreachable = "the engine that manages this volume cannot remove it";
        try
        {
            if (engine is null)
                run.Settle(
                    item,
                    new ItemOutcome.Failed($"{unreachable}: it is unreachable; start it or mount its socket")
                );
            else if (await engine.Find(item.Id.Name, run.Ended) is { } volume)
                return volume;
            else
                run.Settle(
                    item,
                    new ItemOutcome.Failed("the engine no longer knows this volume; the next scan evaluates it again")
                );
        }
        catch (Exception error) when (!run.Ended.IsCancellationRequested)
        {
            run.Settle(item, new ItemOutcome.Failed($"{unreachable}: {error.Message}"));
        }
        catch (OperationCanceledException)
        {
            // The run has ended, and its report says so for every remaining item.
        }
        return null;
    }

    private string? FindPlace(SweepRun run, PlanItem item)
    {
        var place = folders.FindPlace(run.Request.Run, item);
        if (place is null)
            run.Settle(
                item,
                new ItemOutcome.NowInUse($"the parent of {item.Directory.Path} is now a mount without a quarantine")
            );
        return place;
    }

    private QuarantinedItem Describe(SweepRequest request, PlanItem item, string place, DateTimeOffset now) =>
        new()
        {
            Run = request.Run.ToString(),
            Class = item.Class,
            Kind = item.Id.Kind,
            Name = item.Id.Name,
            Path = item.Directory.Path,
            Place = place,
            Device = item.Directory.Fingerprint.Device,
            Inode = item.Directory.Fingerprint.Inode,
            BornNanoseconds = item.Directory.Fingerprint.BornNanoseconds,
            SizeBytes = item.Size.Value,
            Reason = item.Reason,
            Removal = item.Removal,
            Links = item.Class == CleanupClass.Layers ? LinksOf(item) : [],
            MovedAt = now,
            ExpiresAt = now + request.Quarantine,
        };

    private ImmutableArray<ShortLink> LinksOf(PlanItem item)
    {
        var (home, name) = StorePath.From(item.Directory.Path);
        if (!linksByHome.TryGetValue(home, out var links))
            linksByHome.Add(home, links = ShortLinks.Read(store.Root.Handle, home));
        return [.. links[ShortLinks.TargetOf(name)]];
    }
}
