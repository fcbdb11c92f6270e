using NodeGc.Scenarios.Chaos.Modelling;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Pulls an image that was there before, or not: its layers may just have been removed.</summary>
internal sealed class PullImage : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (!load.Model.Images.HasRoom || load.Remotes.Take(load.Random, load.Model) is not { } remote)
            return;
        if (load.Do("pull", "-q", remote.Tag))
            load.Model.Images.Add(new ModelImage(remote.Tag, remote.Path, remote.Content, remote.Depth));
        load.Remotes.Return(remote);
    }
}
