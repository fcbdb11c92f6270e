using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the documents of <c>images</c> and <c>tree</c>. Pure.</summary>
internal sealed class ImagesReport
{
    private readonly Scan scan;
    private readonly Explainer explainer;

    private ImagesReport(Scan scan)
    {
        this.scan = scan;
        explainer = new Explainer(scan.Inventory);
    }

    /// <summary>The images in table order: tagged ones first, by name.</summary>
    public static ImagesDocument OfTable(Scan scan)
    {
        var report = new ImagesReport(scan);
        var depths = ImageTree
            .Build(report.explainer.Images)
            .ToDictionary(node => node.Image.Image.Id, node => node.Depth);
        return report.Of(report.explainer.Images.Images.Select(image => new ImageNode(image, depths[image.Image.Id])));
    }

    /// <summary>The images in tree order: each after its parent.</summary>
    public static ImagesDocument OfTree(Scan scan)
    {
        var report = new ImagesReport(scan);
        return report.Of(ImageTree.Build(report.explainer.Images));
    }

    private ImagesDocument Of(IEnumerable<ImageNode> nodes)
    {
        var images = explainer.Images;
        var unique = images.Images.Aggregate((Bytes?)Bytes.Zero, (sum, image) =>
            sum is { } known && image.Unique is { } more ? known + more : null
        );
        var shared = images.Total is { } total && unique is { } own ? total - own : (Bytes?)null;
        return new ImagesDocument(
            StoreReport.Create(scan),
            [.. nodes.Select(Of)],
            images.Total?.Value,
            shared?.Value,
            Findings.DoubtsOf(scan.Inventory)
        );
    }

    private ImageDocument Of(ImageNode node)
    {
        var image = node.Image;
        return new ImageDocument
        {
            Id = image.Image.Id.Name,
            References = image.References,
            Kind = image.Kind.ToString().ToLowerInvariant(),
            Parent = image.Parent?.Name,
            Depth = node.Depth,
            Bytes = image.Size?.Value,
            OwnBytes = image.Own?.Value,
            SharedBytes = image.Shared?.Value,
            UniqueBytes = image.Unique?.Value,
            EngineBytes = image.EngineSize?.Value,
            Layers = image.LayerCount,
            Containers = [.. image.Containers.Select(Of)],
            Directories =
            [
                .. explainer
                    .Explain(image.Image)
                    .Belongings.Select(belonging => ExplainReport.DirectoryOf(belonging, explainer.Images)),
            ],
            OwnPaths =
            [
                .. image.OwnDirectories.Select(directory => directory.Directory.Directory?.Path).OfType<string>(),
            ],
            LayersInCommon = image.SharesLayers?.Count ?? 0,
            InCommonWith =
            [
                .. (image.SharesLayers?.With ?? [])
                    .Select(other => ExplainReport.NameOf(explainer.Images, other))
                    .Order(StringComparer.Ordinal),
            ],
            InCommonWithMore = image.SharesLayers?.More ?? 0,
        };
    }

    private ContainerDocument Of(Resource container)
    {
        var own = explainer
            .Explain(container)
            .Belongings.Where(belonging => belonging.Role is BelongingRole.ReadWrite or BelongingRole.Init);
        var bytes = scan.Inventory.Store.KeepsImagesInContainerd
            ? null
            : own.Aggregate((long?)0, (sum, belonging) => sum + belonging.Directory.Directory?.Size?.Value);
        return new ContainerDocument(
            container.Id.Name,
            container.Title.Length == 0 ? container.Id.Name : container.Title,
            bytes
        );
    }
}
