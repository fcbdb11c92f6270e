using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Accounting;

/// <summary>Computes the disk usage of a data root, and how much of it is unaccounted for, from measurements.</summary>
public static class UsageAccount
{
    private const string PodNamespace = "io.kubernetes.pod.namespace";
    private const string PodName = "io.kubernetes.pod.name";

    /// <summary>The usage of the store that <paramref name="liveness"/> was read from.</summary>
    /// <param name="liveness">What was found, and what of it is in use.</param>
    /// <param name="places">All places of the data root; no byte in two of them.</param>
    /// <param name="deleted">Deleted files that are held open; each inode once.</param>
    /// <param name="notes">What could not be measured.</param>
    public static StoreUsage Create(
        Liveness liveness,
        ImmutableArray<MeasuredPlace> places,
        ImmutableArray<DeletedFile> deleted,
        ImmutableArray<string> notes
    )
    {
        var inventory = liveness.Inventory;
        var parts = new StoreParts(liveness);
        var lines = places.Select(place => LineOf(place, parts)).Concat(deleted.Select(LineOf));
        return new StoreUsage
        {
            Store = inventory.Store,
            MeasurementTime = inventory.TakenAt,
            Parts = [.. from line in lines group line by line.Part into part orderby part.Key select Sum(part)],
            DeletedOpenFiles =
            [
                .. deleted
                    .OrderByDescending(file => file.Size)
                    .ThenBy(file => file.Pid)
                    .Select(file => Name(file, inventory)),
            ],
            Logs = LogsOf(places, parts, inventory),
            Classes = ClassHoldings.List(liveness),
            Notes = notes,
        };
    }

    private static PartUsage LineOf(MeasuredPlace place, StoreParts parts)
    {
        var (part, isAccountedFor) = parts.PartOf(place.Path);
        return new PartUsage(
            part,
            parts.IsItem(place.Path) ? 1 : 0,
            place.Extent,
            isAccountedFor ? place.Extent : Extent.Zero
        );
    }

    private static PartUsage LineOf(DeletedFile file) =>
        new(StorePart.DeletedOpenFiles, 1, new Extent(file.Size, 1), Extent.Zero);

    private static PartUsage Sum(IGrouping<StorePart, PartUsage> lines) =>
        lines.Aggregate(
            (sum, line) =>
                new PartUsage(
                    lines.Key,
                    sum.Items + line.Items,
                    sum.OnDisk + line.OnDisk,
                    sum.AccountedFor + line.AccountedFor
                )
        );

    private static HeldFile Name(DeletedFile file, Inventory inventory)
    {
        var id = file.ContainerId is { } container ? new ResourceId(ResourceKind.Container, container) : default;
        var owner = file.ContainerId is null ? null : inventory.Resources.FirstOrDefault(resource => resource.Id == id);
        return new HeldFile(
            file,
            owner is null ? file.ContainerId : NameOf(owner),
            owner is null ? null : PodOf(owner)
        );
    }

    private static ImmutableArray<ContainerLog> LogsOf(
        ImmutableArray<MeasuredPlace> places,
        StoreParts parts,
        Inventory inventory
    ) =>
        [
            .. from place in places
            where parts.PartOf(place.Path).Part == StorePart.ContainerLogs
            group place by place.Path.Split('/')[1] into files
            let log = LogOf(files.Key, [.. files], inventory)
            orderby log.Size descending, log.Id
            select log,
        ];

    private static ContainerLog LogOf(string id, ImmutableArray<MeasuredPlace> files, Inventory inventory)
    {
        var owner = inventory.Graph.Find(new ResourceId(ResourceKind.Container, id));
        var size = Extent.Sum(files.Select(file => file.Extent)).Bytes;
        return new ContainerLog(
            id,
            owner is null ? id : NameOf(owner),
            owner is null ? null : PodOf(owner),
            files.Length,
            size
        );
    }

    /// <summary>A container's title is its name and its state.</summary>
    private static string NameOf(Resource container) =>
        container.Title.LastIndexOf(" (", StringComparison.Ordinal) is var end and > 0
            ? container.Title[..end]
            : container.Id.Name;

    private static string? PodOf(Resource container) =>
        container.Labels.TryGetValue(PodName, out var name) && container.Labels.TryGetValue(PodNamespace, out var space)
            ? $"{space}/{name}"
            : null;
}
