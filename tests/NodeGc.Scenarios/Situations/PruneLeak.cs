using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>
/// Docker's own leak, on a healthy daemon: two images share a COPY, the build cache is pruned in between, and the
/// second image's top directory stands on a directory that neither the layer store nor BuildKit knows. Once the image
/// is removed, nothing ever removes that directory.
/// </summary>
internal static class PruneLeak
{
    /// <returns>The directory that is live only because the image's <c>lower</c> file names it.</returns>
    public static string MakeImageOnUnknownDirectory(PrivateDockerd dockerd, string name)
    {
        var docker = dockerd.Cli;
        docker.BuildWithBuildKit($"{name}-1", $"FROM base:1\nCOPY f /f\nRUN touch /{name}-1\n", ("f", name));
        docker.Do("builder", "prune", "-af");
        docker.BuildWithBuildKit($"{name}-2", $"FROM base:1\nCOPY f /f\nRUN touch /{name}-2\n", ("f", name));
        docker.Do("builder", "prune", "-af");
        return FindUnknown(new LayerStore(dockerd), $"{name}-2");
    }

    /// <returns>The directory that nothing needs any more.</returns>
    public static string MakeOrphan(PrivateDockerd dockerd, string name)
    {
        var orphan = MakeImageOnUnknownDirectory(dockerd, name);
        dockerd.Cli.Do("rmi", $"{name}-2", $"{name}-1");
        return orphan;
    }

    private static string FindUnknown(LayerStore store, string image)
    {
        var known = store.ListChains().Select(store.CacheIdOf).ToHashSet();
        return store.LowersOf(store.TopOf(image)).Single(directory => !known.Contains(directory));
    }
}
