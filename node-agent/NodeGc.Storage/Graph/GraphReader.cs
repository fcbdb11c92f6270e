using System.Globalization;
using System.Text.Json;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Layout;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Graph;

/// <summary>
/// Reads <c>graph</c>, where Docker before 1.10 records its images, one for each layer: <c>graph/&lt;id&gt;/json</c>
/// with the parent's id. The storage driver's directories bear the ids of the images. After an upgrade the records
/// stay, for the driver that <c>repositories-&lt;driver&gt;</c> names, and still count.
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
            pass.Pieces.Read(Folder, DoubtScope.Layers, ReadFolder);
        else if (layout.HadGraph)
            pass.Pieces.Read(Folder, Owners.Layer, RefuseGone, Remedies.Graph);
    }

    /// <summary>The migration to 1.10 leaves the records where they were, and those of images that it could not take
    /// over count as ever.</summary>
    private void RefuseGone()
    {
        if (pass.Findings.Count(ResourceKind.LayerDirectory) == 0)
            return;
        throw new MetadataDamagedException(
            "it is missing, although the store was carried over from before 1.10, so what images of then still own "
                + "is unknown"
        );
    }

    private void ReadFolder()
    {
        if (pass.FindFolder(Folder) is not { } graph)
            return;
        var entries = graph.Handle.List();
        if (entries.IsEmpty && pass.Findings.Count(ResourceKind.LayerDirectory) > 0)
            throw new MetadataDamagedException(
                "it is empty, although an engine keeps a folder there even without images, so who owns the layer "
                    + "directories is unknown"
            );
        foreach (var name in entries.Select(entry => entry.Name.ToString()).Where(name => name != Temporary))
        {
            if (LayerNames.IsHex(name))
                pass.Pieces.Read(graph.At(name), DoubtScope.Layers, () => ReadImage(graph, name));
            else
                pass.Findings.Add(
                    new Leftover(LeftoverKind.UnknownName, graph.At(name), "no image has such a name; it is left alone")
                );
        }
    }

    /// <summary>Protects by name before it reads: the directory is the image's whatever the record says.</summary>
    private void ReadImage(StoreFolder graph, string id)
    {
        if (graph.FindStatus(id) is not { } status)
            return;
        if (status.Kind != FileKind.Directory)
            throw new LayoutUnknownException("it is no directory but has the name of an image");
        var draft = pass.Findings.Get(Kind, id);
        foreach (var driver in layout.GraphDrivers.Append(pass.Driver))
            draft.Need(ResourceId.LayerDirectory(driver, id));
        if (graph.FindStatus($"{id}/layer") is not null)
            throw new LayoutUnknownException("it holds the files of an image, as Docker before 0.7 kept them");
        if (layout.IsGraphEra)
            draft.Require(pass.Directory(id));
        ReadRecord(draft, graph.GetFile($"{id}/json"));
        draft.EngineSize = FindSize(graph, id);
        if (!layout.IsGraphEra)
            draft.Title = $"{id[..12]} (a record of before 1.10)";
    }

    private void ReadRecord(Draft draft, byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var image = document.RootElement;
        if (image.FindText("id") != draft.Id.Name)
            throw new MetadataDamagedException("its json is that of another image");
        draft.Labels = image.FindObject("config")?.FindLabels("Labels") ?? draft.Labels;
        if (image.FindText("parent") is not { Length: > 0 } parent)
            return;
        if (!LayerNames.IsHex(parent))
            throw new MetadataDamagedException("the parent in its json is no image id");
        draft.Need(new ResourceId(Kind, parent));
        if (!layout.IsGraphEra)
            return;
        draft.Require(new ResourceId(Kind, parent));
        pass.Stack(draft.Id.Name);
    }

    private static Bytes? FindSize(StoreFolder graph, string id) =>
        long.TryParse(graph.FindText($"{id}/layersize"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new Bytes(size)
            : null;
}
