using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>Determines everything required before an item may be moved: that it is the planned one, its links, its
/// volume's definition, its place.</summary>
internal sealed class ItemPreparation(WritableStore store, EngineOperations? engine, TimeProvider time)
{
    private readonly QuarantineFolders folders = new(store);
    private readonly RelatedPathPreparation relatedPaths = new(store);
    private readonly Dictionary<string, ILookup<string, ShortLink>> linksByFolder = new(StringComparer.Ordinal);

    /// <summary>The item as it will be journaled; null if it is not removed, and then its outcome is settled.</summary>
    public async Task<QuarantinedItem?> FindPrepared(SweepRun run, PlanItem item)
    {
        try
        {
            if (store.Guard.FindFault(item, run.Request.Plan.Store) is { } fault)
                return Settle(run, item, new ItemOutcome.Failed(fault));
            if (FindChange(item) is { } change)
                return Settle(run, item, change);
            if (store.Guard.FindUse(item, store.Root.Handle) is { } use)
                return Settle(run, item, new ItemOutcome.NowInUse(use));
            var volume = item.Removal == RemovalMethod.Engine ? await FindVolume(run, item) : null;
            if (item.Removal == RemovalMethod.Engine && volume is null)
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
            Links = LinksOf(item),
            MovedAt = now,
            ExpiresAt = now + request.Quarantine,
        };

    private ImmutableArray<ShortLink> LinksOf(PlanItem item)
    {
        if (store.Guard.FindLinks(item) is not { } wanted)
            return [];
        if (!linksByFolder.TryGetValue(wanted.Folder, out var links))
            linksByFolder.Add(wanted.Folder, links = ShortLinks.Read(store.Root.Handle, wanted.Folder));
        return [.. links[wanted.Target]];
    }
}
