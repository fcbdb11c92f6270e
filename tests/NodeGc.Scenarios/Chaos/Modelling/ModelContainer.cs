namespace NodeGc.Scenarios.Chaos.Modelling;

/// <summary>A container that must start, with a file of its own in its read-write layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">What it was made from.</param>
/// <param name="Volume">The volume that it uses; null where it uses none.</param>
/// <param name="Mark">What its file holds.</param>
internal sealed record ModelContainer(string Name, ModelImage Image, ModelVolume? Volume, string Mark)
{
    /// <summary>Where the file lies.</summary>
    public const string MarkPath = "/mark";
}
