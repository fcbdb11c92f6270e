namespace NodeGc.Scenarios.Chaos.Modelling;

/// <summary>An image that must run, and a file in it that tells it from all others.</summary>
/// <param name="Tag">Its only name.</param>
/// <param name="Path">The file.</param>
/// <param name="Content">What the file holds.</param>
/// <param name="Depth">Upon how many images of the load it stands.</param>
internal sealed record ModelImage(string Tag, string Path, string Content, int Depth) : IUsed
{
    public Users Users { get; } = new();
}
