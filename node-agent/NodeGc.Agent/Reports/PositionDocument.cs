namespace NodeGc.Agent.Reports;

/// <summary>Where in an image a layer stands.</summary>
/// <param name="Image">The image's id.</param>
/// <param name="Name">Its first reference, else its abbreviated id.</param>
/// <param name="Position">1 = the base; null where only the driver's own files name the directory.</param>
/// <param name="Of">How many layers the image has.</param>
public sealed record PositionDocument(string Image, string Name, int? Position, int Of);
