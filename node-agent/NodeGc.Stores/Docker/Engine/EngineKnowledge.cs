using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Docker;
using NodeGc.Stores.Docker.BuildKit;

namespace NodeGc.Stores.Docker.Engine;

/// <summary>Determines from the engine's answers when removable items were last used, and whether they are in
/// use.</summary>
internal sealed class EngineKnowledge(InventoryBuilder findings)
{
    private readonly ILookup<string, ResourceBuilder> leases = findings
        .Builders.Where(builder => LeaseReader.FindId(builder.Id) is not null)
        .ToLookup(builder => LeaseReader.FindId(builder.Id)!);

    /// <summary>The facts of a container. One that was never started was last used when it was created; null if that is
    /// unknown too.</summary>
    public static EngineManagedFacts? Find(ContainerDetails container) =>
        container.Created is null
            ? null
            : new EngineManagedFacts(
                Fingerprint.OfText(container.Id),
                Latest(container.Created, container.State.FinishedAt)
            )
            {
                IsInUse =
                    container.State
                        is { Running: true }
                            or { Paused: true }
                            or { Restarting: true }
                            or { Status: "running" or "paused" or "restarting" or "removing" },
            };

    /// <summary>When images were pulled or built, and their references in registries. A name is as old as its image,
    /// and changes identity when it refers to another image.</summary>
    public void AddImages(IEnumerable<ImageDetails> images)
    {
        var names = findings
            .Builders.Where(builder => builder.Id.Kind == ResourceKind.ImageReference)
            .SelectMany(name => name.Needs, (name, image) => (image, name))
            .ToLookup(pair => pair.image, pair => pair.name);
        foreach (var image in images)
        {
            if (findings.Find(new ResourceId(ResourceKind.Image, image.Id)) is not { WrittenAt: { } written } builder)
                continue;
            builder.EngineManaged = new EngineManagedFacts(
                Fingerprint.OfText(image.Id),
                Latest(written, image.Metadata?.LastTagTime)
            )
            {
                PullAgain = [.. image.RepoDigests],
            };
            foreach (var name in names[builder.Id])
                name.EngineManaged = builder.EngineManaged;
        }
    }

    /// <summary>A build cache record. What it shares with an image is kept by the image, and its removal would free
    /// nothing.</summary>
    public void Add(ResourceBuilder builder, BuildCacheRecord record)
    {
        foreach (var parent in record.Parents)
            builder.Need(new ResourceId(ResourceKind.BuildCacheRecord, parent));
        if ((record.LastUsedAt ?? record.CreatedAt) is null)
            return;
        builder.EngineManaged = new EngineManagedFacts(
            Fingerprint.OfText(record.Id),
            Latest(record.CreatedAt, record.LastUsedAt)
        )
        {
            IsInUse = record.InUse || record.Shared,
            Size = new Bytes(record.Size),
        };
        TakeOverLease(builder);
    }

    /// <summary>BuildKit holds each record's snapshot by a lease with the record's ID, which is removed with the
    /// record: the record alone then keeps its directories.</summary>
    private void TakeOverLease(ResourceBuilder record)
    {
        foreach (var lease in leases[record.Id.Name])
        {
            foreach (
                var directory in lease
                    .Needs.Where(need => need.Kind is ResourceKind.LayerDirectory or ResourceKind.Layer)
                    .ToList()
            )
                record.Need(directory);
            lease.IsSubsumed = true;
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
