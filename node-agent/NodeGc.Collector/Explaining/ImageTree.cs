using System.Collections.Immutable;

namespace NodeGc.Collector.Explaining;

/// <summary>Puts every image below the one it was built on.</summary>
public static class ImageTree
{
    /// <summary>All images, each directly or indirectly behind its parent; siblings in the order of the
    /// catalogue.</summary>
    public static ImmutableArray<ImageNode> Build(ImageCatalog catalog)
    {
        var forest = new Forest([.. catalog.Images.Select(image => image.Image.Id)], id => catalog.Find(id)!.Parent);
        return [.. forest.Walk().Select(node => new ImageNode(catalog.Find(node.Id)!, node.Depth))];
    }
}
