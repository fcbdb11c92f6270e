using NodeGc.Scenarios.Chaos.Modelling;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Makes a named volume and fills it.</summary>
internal sealed class CreateVolume : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (!load.Model.Volumes.HasRoom)
            return;
        var name = LoadWorker.NewName("volume");
        if (load.Do("volume", "create", name) && RewriteVolume.Write(load, name) is { } digest)
            load.Model.Volumes.Add(new ModelVolume(name) { Digest = digest });
    }
}
