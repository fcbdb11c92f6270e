namespace NodeGc.Scenarios.Chaos.Modelling;

/// <summary>What must live, as the load made it. What nobody can know, since the daemon died in the middle of it, is
/// not in here.</summary>
internal sealed class Model
{
    private const int Most = 7;

    /// <summary>The image that everything stands on. It is never removed, and all may use it at once.</summary>
    public static readonly ModelImage Base = new("base:1", "/bin/busybox", "", 0);

    public Pool<ModelImage> Images { get; } = new(Most);

    public Pool<ModelContainer> Containers { get; } = new(Most);

    public Pool<ModelVolume> Volumes { get; } = new(Most);

    /// <summary>Counts again who uses what, once all containers that are not in here have been removed.</summary>
    public void Recount()
    {
        foreach (var image in Images.All)
            image.Users.Reset();
        foreach (var volume in Volumes.All)
            volume.Users.Reset();
        foreach (var container in Containers.All)
        {
            container.Image.Users.Enter();
            container.Volume?.Users.Enter();
        }
    }
}
