using System.Globalization;
using System.Text.Json;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Graph;

/// <summary>
/// Reads <c>graph</c>, where Docker before 1.10 records its images, one for each layer: <c>graph/&lt;id&gt;/json</c>
/// with the parent's id. The storage driver's directories have the ids of the images. After an upgrade the records
/// remain, for the driver named by <c>repositories-&lt;driver&gt;</c>, and still count.
/// </summary>
internal sealed class GraphReader(ReadPass pass, StoreLayout layout)
{
    private const string Folder = "graph";
    private const string Temporary = "_tmp";

    private ResourceKind Kind => layout.IsGraphEra ? ResourceKind.Image : ResourceKind.GraphRecord;

    /// <summary>Adds every image with its directory and its parent.</summary>
    public void Read()
    {
        if (layout.HasGraph)
            pass.MetadataReader.Read(Folder, DoubtScope.Layers, ReadFolder);
        else if (layout.HadGraph)
            pass.MetadataReader.Read(Folder, Owners.Layer, RefuseGone, Remedies.Graph);
    }

    /// <summary>The migration to 1.10 leaves the records in place, and those of images that it could not migrate still
    /// count.</summary>
    private void RefuseGone()
    {
        if (pass.Findings.Count(ResourceKind.LayerDirectory) == 0)
            return;
        throw new MetadataDamagedException(
            "it is missing, although the store was upgraded from before 1.10, so it is unknown what old images "
                + "still use"
        );
    }

    private void ReadFolder()
    {
        if (pass.FindFolder(Folder) is not { } graph)
            return;
        var entries = graph.Handle.List();
        if (entries.IsEmpty && pass.Findings.Count(ResourceKind.LayerDirectory) > 0)
            throw new MetadataDamagedException(
                "it is empty, although engines keep a directory there even without images, so the owners of the "
                    + "layer directories are unknown"
            );
        foreach (var name in entries.Select(entry => entry.Name.ToString()).Where(name => name != Temporary))
        {
            if (LayerNames.IsHex(name))
                pass.MetadataReader.Read(graph.At(name), DoubtScope.Layers, () => ReadImage(graph, name));
            else
                pass.Findings.Add(new Leftover(LeftoverKind.UnknownName, graph.At(name), "not an image name; ignored"));
        }
    }

    /// <summary>Protects by name before it reads: the directory belongs to the image whatever the record
    /// says.</summary>
    private void ReadImage(StoreFolder graph, string id)
    {
        if (graph.FindStatus(id) is not { } status)
            return;
        if (status.Kind != FileKind.Directory)
            throw new LayoutUnknownException("expected an image directory, found a different file type");
        var builder = pass.Findings.Get(Kind, id);
        foreach (var driver in layout.GraphDrivers.Append(pass.Driver))
            builder.Need(ResourceId.LayerDirectory(driver, id));
        if (graph.FindStatus($"{id}/layer") is not null)
            throw new LayoutUnknownException("it contains image files, as Docker before 0.7 stored them");
        if (layout.IsGraphEra)
            builder.Require(pass.Directory(id));
        ReadRecord(builder, graph.GetFile($"{id}/json"));
        builder.EngineSize = FindSize(graph, id);
        if (!layout.IsGraphEra)
            builder.Title = $"{id[..12]} (pre-1.10 record)";
    }

    private void ReadRecord(ResourceBuilder builder, byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var image = document.RootElement;
        if (image.FindText("id") != builder.Id.Name)
            throw new MetadataDamagedException("its json belongs to another image");
        builder.Labels = image.FindObject("config")?.FindLabels("Labels") ?? builder.Labels;
        if (image.FindText("parent") is not { Length: > 0 } parent)
            return;
        if (!LayerNames.IsHex(parent))
            throw new MetadataDamagedException("the parent in its json is not an image id");
        builder.Need(new ResourceId(Kind, parent));
        if (!layout.IsGraphEra)
            return;
        builder.Require(new ResourceId(Kind, parent));
        pass.Stack(builder.Id.Name);
    }

    private static Bytes? FindSize(StoreFolder graph, string id) =>
        long.TryParse(graph.FindText($"{id}/layersize"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new Bytes(size)
            : null;
}
