using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Where in an image a layer stands.</summary>
/// <param name="Image">The image.</param>
/// <param name="Position">1 = the base; null where only the driver's own files name the directory.</param>
/// <param name="Of">How many layers the image has.</param>
public sealed record LayerPosition(Resource Image, int? Position, int Of);
