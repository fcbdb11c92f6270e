namespace NodeGc.Scenarios.Chaos.Modelling;

/// <summary>A volume whose data must stay as it is.</summary>
/// <param name="Name">Its name.</param>
internal sealed record ModelVolume(string Name) : IUsed
{
    /// <summary>A digest over all that it holds.</summary>
    public required string Digest { get; set; }

    public Users Users { get; } = new();
}
