using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Directories that BuildKit made.</summary>
public sealed class BuildCacheScenarios : NodeFixture
{
    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task T5_keeps_the_build_cache_that_the_layer_store_does_not_know()
    {
        var added = node.Layers.AddedBy(() => node.Docker.BuildWithBuildKit(
            "cached:1",
            "FROM base:1 AS stage\nCOPY f /f\nRUN --mount=type=cache,target=/c touch /c/x /not-exported\nFROM base:1\nCOPY --from=stage /f /exported\n",
            ("f", "content")));
        var unknown = added.Except(node.Layers.ListChains().Select(node.Layers.CacheIdOf));
        Assert.That(unknown, Has.Count.GreaterThanOrEqualTo(4), "context, Dockerfile, cache mount and a stage that was not exported");
        foreach (var directory in unknown)
            await node.ProveAliveAsync(directory, ResourceKind.BuildCacheRecord);
        await node.ProveAllIsKeptAsync();
        var again = node.Docker.Try("build", "--help");
        Assert.That(again.Succeeded);
    }

    [Test]
    public async Task T6_keeps_a_directory_that_only_another_layers_lower_file_names_until_that_layer_goes()
    {
        var unknown = PruneLeak.MakeImageOnUnknownDirectory(node.Dockerd, "leak");
        await node.ProveAliveAsync(unknown, ResourceKind.Image);
        await node.ProveAllIsKeptAsync();

        node.Docker.Do("rmi", "leak-2");
        await node.ProveLayersAsync(unknown);
    }

    [Test]
    public async Task T7_keeps_a_layer_whose_directory_has_a_BuildKit_name()
    {
        node.Docker.BuildWithBuildKit("short:1", "FROM base:1\nRUN touch /x\n");
        node.Docker.Do("builder", "prune", "-af");
        var top = node.Layers.TopOf("short:1");
        Assert.That(top, Has.Length.EqualTo(25));
        await node.ProveAliveAsync(top, ResourceKind.Image);
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task Finds_many_leaks_at_once()
    {
        var leaks = Enumerable.Range(1, 3).Select(number => PruneLeak.MakeOrphan(node.Dockerd, $"many{number}")).ToArray();
        await node.ProveLayersAsync(leaks);
    }
}
