namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Kills a container that runs, or starts it again.</summary>
internal sealed class KillContainer : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (load.Model.Containers.Take(load.Random) is not { } container)
            return;
        if (load.Ask("inspect", "--format", "{{.State.Running}}", container.Name) is { } runs)
            load.Do(runs == "true" ? "kill" : "start", container.Name);
        load.Model.Containers.Return(container);
    }
}
