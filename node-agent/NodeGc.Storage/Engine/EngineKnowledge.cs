using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Docker;
using NodeGc.Storage.BuildKit;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Engine;

/// <summary>What the engine's answers say of things that it can be asked to remove: since when nobody used them, and
/// whether they are at work.</summary>
internal sealed class EngineKnowledge(Findings findings)
{
    private readonly ILookup<string, Draft> leases = findings
        .Drafts.Where(draft => LeaseReader.FindId(draft.Id) is not null)
        .ToLookup(draft => LeaseReader.FindId(draft.Id)!);

    /// <summary>What a container does. One that was never started was used last when it was made; null where not even
    /// that is told.</summary>
    public static KnownFacts? Of(ContainerDetails container) =>
        container.Created is null
            ? null
            : new KnownFacts(Fingerprint.OfText(container.Id), Latest(container.Created, container.State.FinishedAt))
            {
                IsInUse =
                    container.State
                        is { Running: true }
                            or { Paused: true }
                            or { Restarting: true }
                            or { Status: "running" or "paused" or "restarting" or "removing" },
            };

    /// <summary>When images were got, and under which names a registry has them. A name is as old as its image, and is
    /// another one once it stands for another image.</summary>
    public void AddImages(IEnumerable<ImageDetails> images)
    {
        var names = findings
            .Drafts.Where(draft => draft.Id.Kind == ResourceKind.ImageReference)
            .SelectMany(name => name.Needs, (name, image) => (image, name))
            .ToLookup(pair => pair.image, pair => pair.name);
        foreach (var image in images)
        {
            if (findings.Find(new ResourceId(ResourceKind.Image, image.Id)) is not { WrittenAt: { } written } draft)
                continue;
            draft.Known = new KnownFacts(Fingerprint.OfText(image.Id), Latest(written, image.Metadata?.LastTagTime))
            {
                PullAgain = [.. image.RepoDigests],
            };
            foreach (var name in names[draft.Id])
                name.Known = draft.Known;
        }
    }

    /// <summary>A record of the build cache. What an image has as well is kept by that, and its removal would free
    /// nothing.</summary>
    public void Add(Draft draft, BuildCacheRecord record)
    {
        foreach (var parent in record.Parents)
            draft.Need(new ResourceId(ResourceKind.BuildCacheRecord, parent));
        if ((record.LastUsedAt ?? record.CreatedAt) is null)
            return;
        draft.Known = new KnownFacts(Fingerprint.OfText(record.Id), Latest(record.CreatedAt, record.LastUsedAt))
        {
            IsInUse = record.InUse || record.Shared,
            Size = new Bytes(record.Size),
        };
        TakeOverLease(draft);
    }

    /// <summary>BuildKit holds each record's snapshot by a lease of the record's ID, which goes with the record: the
    /// record alone speaks for its directories then.</summary>
    private void TakeOverLease(Draft record)
    {
        foreach (var lease in leases[record.Id.Name])
        {
            foreach (
                var directory in lease
                    .Needs.Where(need => need.Kind is ResourceKind.LayerDirectory or ResourceKind.Layer)
                    .ToList()
            )
                record.Need(directory);
            lease.IsPart = true;
        }
    }

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var time in times)
            if (time > latest)
                latest = time.Value;
        return latest;
    }
}
