using System.Text.Json;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Directories that BuildKit made.</summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
public sealed class BuildCacheScenarios(DockerRelease release) : NodeFixture(release)
{
    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task T5_keeps_the_build_cache_that_the_layer_store_does_not_know()
    {
        var added = node.Layers.AddedBy(() =>
            node.Docker.BuildWithBuildKit(
                "cached:1",
                "FROM base:1 AS stage\nCOPY f /f\nRUN --mount=type=cache,target=/c touch /c/x /not-exported\n"
                    + "FROM base:1\nCOPY --from=stage /f /exported\n",
                ("f", "content")
            )
        );
        var unknown = added.Except(node.Layers.ListChains().Select(node.Layers.CacheIdOf));
        Assert.That(
            unknown,
            Has.Count.GreaterThanOrEqualTo(4),
            "context, Dockerfile, cache mount and a stage that was not exported"
        );
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
        var leaks = Enumerable
            .Range(1, 3)
            .Select(number => PruneLeak.MakeOrphan(node.Dockerd, $"many{number}"))
            .ToArray();
        await node.ProveLayersAsync(leaks);
    }

    [Test]
    public async Task Keeps_every_record_that_a_kept_record_stands_on()
    {
        node.Docker.BuildWithBuildKit(
            "chain:1",
            "FROM base:1\nRUN dd if=/dev/zero of=/a bs=1M count=4\nRUN dd if=/dev/zero of=/b bs=1M count=4\n"
                + "RUN dd if=/dev/zero of=/c bs=1M count=4\n"
        );
        node.Docker.Do("rmi", "chain:1");
        var parents = ReadParents();
        await node.ScanAsync(Policies.BuildCache);
        var scan = await node.ScanAsync(Policies.BuildCache);
        var going = new[] { 0L, 2, 5, 9, 13 }
            .Select(kept => scan.Plan(Policies.BuildCache with { KeptBuildCache = new Bytes(kept << 20) }))
            .Select(plan => plan.Items.Select(item => item.Id.Name).ToHashSet())
            .ToArray();

        Assert.That(parents, Has.Length.GreaterThan(1), "a cache without parents would show nothing");
        Assert.That(going[0], Is.Not.Empty, "a plan that removes nothing would show nothing");
        using (Assert.EnterMultipleScope())
        {
            foreach (var (record, parent) in parents)
            {
                var needs = scan
                    .Inventory.Resources.Single(resource =>
                        resource.Id == new ResourceId(ResourceKind.BuildCacheRecord, record)
                    )
                    .Needs;
                Assert.That(needs, Does.Contain(new ResourceId(ResourceKind.BuildCacheRecord, parent)));
                foreach (var plan in going)
                    Assert.That(
                        plan.Contains(record) || !plan.Contains(parent),
                        $"{parent} would be removed below {record}"
                    );
            }
        }
    }

    /// <summary>What the engine's own answer says, whichever key it writes it under.</summary>
    private (string Record, string Parent)[] ReadParents()
    {
        var usage = node.Docker.Api.GetJson("system/df");
        return
        [
            .. usage
                .GetProperty("BuildCache")
                .EnumerateArray()
                .SelectMany(record =>
                    record
                        .EnumerateObject()
                        .Where(field => field.Name.Trim() is "Parent" or "Parents")
                        .SelectMany(field =>
                            field.Value.ValueKind == JsonValueKind.Array
                                ? field.Value.EnumerateArray().ToArray()
                                : [field.Value]
                        )
                        .Select(parent => (record.GetProperty("ID").GetString()!, parent.GetString()!))
                        .Where(pair => pair.Item2.Length > 0)
                ),
        ];
    }
}
