namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Leaves what nobody needs any more: a container that has ended, an image without a name, and the volume of a
/// container that is gone.</summary>
internal sealed class LeaveThingsBehind : ILoadAction
{
    public void Do(LoadWorker load)
    {
        var (gone, left) = (LoadWorker.NewName("gone"), LoadWorker.NewName("left"));
        if (
            load.Do("run", "--name", gone, "--network", "host", "-v", "/data", "base:1", "touch", "/data/f", "/f")
            && load.Do("commit", "--change", $"LABEL {ChaosPolicy.Litter}=1", gone)
        )
            load.Do("rm", gone);
        load.Do("run", "--name", left, "--network", "host", "base:1", "true");
    }
}
