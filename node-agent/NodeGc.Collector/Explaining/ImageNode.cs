namespace NodeGc.Collector.Explaining;

/// <summary>An image in the tree of images.</summary>
/// <param name="Image">The image.</param>
/// <param name="Depth">Its number of ancestors, by recorded parents: 0 for roots.</param>
public sealed record ImageNode(ImageSummary Image, int Depth);
