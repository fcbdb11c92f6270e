namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Prunes what the load has left behind, and nothing that it still wants.</summary>
internal sealed class Prune : ILoadAction
{
    public void Do(LoadWorker load)
    {
        if (load.Random.Next(2) == 0) load.Do("builder", "prune", "-f");
        else load.Do("image", "prune", "-f", "--filter", $"label={ChaosPolicy.Litter}");
    }
}
