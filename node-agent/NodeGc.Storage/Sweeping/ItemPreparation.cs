using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>Finds out all that has to be known before an item may move: that it is the planned one, its links, its
/// volume's definition, its place.</summary>
internal sealed class ItemPreparation(WritableStore store, VolumeEngine? engine, TimeProvider time)
{
    private readonly QuarantineFolders folders = new(store);
    private readonly CompanionPreparation companions = new(store);
    private readonly Dictionary<string, ILookup<string, ShortLink>> linksByHome = new(StringComparer.Ordinal);

    /// <summary>The item as it will be journaled; null when it does not go, and then its outcome is settled.</summary>
    public async Task<QuarantinedItem?> FindPrepared(SweepRun run, PlanItem item)
    {
        try
        {
            if (ItemNames.FindFault(item, run.Request.Plan.Store) is { } fault)
                return Settle(run, item, new ItemOutcome.Failed(fault));
            if (FindChange(item) is { } change)
                return Settle(run, item, change);
            if (FindContent(item) is { } content)
                return Settle(run, item, new ItemOutcome.CameAlive(content));
            if (FindMount(item) is { } mount)
                return Settle(run, item, new ItemOutcome.CameAlive(mount));
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

    /// <summary>What has the item's name instead of the planned directory; null when it is still that one.</summary>
    public ItemOutcome? FindChange(PlanItem item)
    {
        var found = store.FindStatus(item.Directory.Path)?.Fingerprint;
        return found == item.Directory.Fingerprint ? null : new ItemOutcome.Changed(found);
    }

    private QuarantinedItem? Complete(SweepRun run, PlanItem item, QuarantinedItem described)
    {
        var prepared = companions.Prepare(run.Request.Run, item, described.Place, out var fault);
        return fault is null
            ? described with
            {
                Companions = prepared,
            }
            : Settle(run, item, new ItemOutcome.Failed($"{fault}; so it stays"));
    }

    /// <summary>An empty record of a layer is debris; one that has content is none.</summary>
    private string? FindContent(PlanItem item)
    {
        if (item.Class != CleanupClass.Debris || !DebrisNames.IsOnlyIfEmpty(item.Directory.Path))
            return null;
        using var folder = store.OpenFolder(item.Directory.Path);
        return folder.Handle.List().IsEmpty ? null : $"{item.Directory.Path} is not empty";
    }

    /// <summary>A whole store is moved with all mounts in it, and its home may be one: then nobody can say that it is
    /// dormant.</summary>
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
        const string unreachable = "the engine that knows this volume cannot be asked to remove it";
        try
        {
            if (engine is null)
                run.Settle(
                    item,
                    new ItemOutcome.Failed($"{unreachable}: no engine is reachable; start it or mount its socket")
                );
            else if (await engine.Find(item.Id.Name, run.Ended) is { } volume)
                return volume;
            else
                run.Settle(
                    item,
                    new ItemOutcome.Failed(
                        "the engine does not know this volume any more; the next scan says whose it is"
                    )
                );
        }
        catch (Exception error) when (!run.Ended.IsCancellationRequested)
        {
            run.Settle(item, new ItemOutcome.Failed($"{unreachable}: {error.Message}"));
        }
        catch (OperationCanceledException)
        {
            // The run has ended, and its report says so of every item left.
        }
        return null;
    }

    private string? FindPlace(SweepRun run, PlanItem item)
    {
        var place = folders.FindPlace(run.Request.Run, item);
        if (place is null)
            run.Settle(
                item,
                new ItemOutcome.CameAlive(
                    $"the folder of {item.Directory.Path} became a mount without a place for a quarantine"
                )
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
        var (home, name) = StorePath.Of(item.Directory.Path);
        if (!linksByHome.TryGetValue(home, out var links))
            linksByHome.Add(home, links = ShortLinks.Read(store.Root.Handle, home));
        return [.. links[ShortLinks.TargetOf(name)]];
    }
}
