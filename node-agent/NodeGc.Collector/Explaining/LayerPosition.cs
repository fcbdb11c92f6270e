using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>The position of a layer in an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="Position">1 = the base; null if only the driver's own files name the directory.</param>
/// <param name="Of">How many layers the image has.</param>
public sealed record LayerPosition(Resource Image, int? Position, int Of);
