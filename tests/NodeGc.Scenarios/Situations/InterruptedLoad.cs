using System.Collections.Immutable;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A daemon that was killed in the middle of a load: some layers are registered, one is half written, the
/// image never came.</summary>
/// <param name="Orphan">The half-written directory.</param>
/// <param name="Registered">Directories of layers that the engine knows although no image needs them.</param>
internal sealed record InterruptedLoad(string Orphan, ImmutableHashSet<string> Registered)
{
    private const int ManyFiles = 20_000;

    /// <summary>Loads three layers over the base and kills the daemon within the third. The daemon is down
    /// afterwards.</summary>
    public static InterruptedLoad Make(PrivateDockerd dockerd, string name)
    {
        var store = new LayerStore(dockerd);
        var (directories, chains) = (store.List(), store.ListChains());
        var archive = new ImageArchive($"{name}:1")
            .WithLayer($"{name}-a", 1)
            .WithLayer($"{name}-b", 1)
            .WithLayer($"{name}-c", ManyFiles)
            .WriteTo(dockerd.Folder);
        using var client = dockerd.Cli.Command("load", "--input", archive).Start();
        Deadline.Await("the load to reach its last layer", () =>
            store.ListChains().Except(chains).Count == 2 && store.ListWriteSets().Count > 0
        );
        dockerd.Kill();
        client.WaitForExit();
        File.Delete(archive);
        var registered = store.ListChains().Except(chains).Select(store.CacheIdOf).ToImmutableHashSet();
        return new InterruptedLoad(store.List().Except(directories).Except(registered).Single(), registered);
    }
}
