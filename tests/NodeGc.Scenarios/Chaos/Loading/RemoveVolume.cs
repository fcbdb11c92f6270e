namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Removes a volume that no container uses.</summary>
internal sealed class RemoveVolume : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (load.Model.Volumes.Take(load.Random, volume => volume.Users.AreNone) is not { } volume)
            return;
        load.Do("volume", "rm", volume.Name);
        load.Model.Volumes.Forget(volume);
    }
}
