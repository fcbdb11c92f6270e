namespace NodeGc.Agent.Reports;

/// <summary>The position of a layer in an image.</summary>
/// <param name="Image">The image's id.</param>
/// <param name="Name">Its first reference, or its abbreviated ID.</param>
/// <param name="Position">1 = the base; null if only the driver's files reference the directory.</param>
/// <param name="Of">The number of layers of the image.</param>
public sealed record PositionDocument(string Image, string Name, int? Position, int Of);
