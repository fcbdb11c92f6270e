namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Removes a container, and leaves its anonymous volume behind as often as not.</summary>
internal sealed class RemoveContainer : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (load.Model.Containers.Take(load.Random) is not { } container)
            return;
        load.Model.Containers.Forget(container);
        if (!load.Do("rm", load.Random.Next(2) == 0 ? "-f" : "-fv", container.Name))
            return;
        container.Image.Users.Leave();
        container.Volume?.Users.Leave();
    }
}
