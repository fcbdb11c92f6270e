namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Prunes what the load has left behind, and nothing that it still wants.</summary>
internal sealed class Prune : ILoadAction
{
    /// <summary>The engine refuses to prune images twice at once.</summary>
    private static readonly Lock One = new();

    public void Do(LoadWorker load)
    {
        lock (One)
            PruneSomething(load);
    }

    private static void PruneSomething(LoadWorker load)
    {
        if (load.Random.Next(2) == 0)
            load.Do("builder", "prune", "-f");
        else
            load.Do("image", "prune", "-f", "--filter", $"label={ChaosPolicy.Litter}");
    }
}
