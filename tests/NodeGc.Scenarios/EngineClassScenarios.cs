using NodeGc.Agent.Policies;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Testing.Docker;
using ItemOutcome = NodeGc.Removal.Sweeping.ItemOutcome;

namespace NodeGc.Scenarios;

/// <summary>What the engine removes itself: containers, images and build cache. What is needed stays, and everything
/// that stays still works.</summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
public sealed class EngineClassScenarios(DockerRelease release) : NodeFixture(release)
{
    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task Removes_an_image_that_lost_its_tag_and_keeps_the_one_that_has_it()
    {
        node.Docker.BuildClassic("app:1", "FROM base:1\nRUN touch /old\n");
        var old = IdOf("app:1");
        node.Docker.BuildClassic("app:1", "FROM base:1\nRUN touch /new\n");

        var swept = await SweepAsync(Policies.Dangling);

        Assert.That(swept, Is.EqualTo(new[] { $"image {old} Deleted" }));
        Assert.That(
            node.Docker.Lines("images", "-aq", "--no-trunc"),
            Has.None.EqualTo(old).And.Some.EqualTo(IdOf("app:1"))
        );
    }

    [Test]
    public async Task Removes_unused_images_and_keeps_what_containers_need_with_its_tags()
    {
        node.Docker.BuildClassic("used:1", "FROM base:1\nRUN touch /used\n");
        node.Docker.BuildClassic("unused:1", "FROM base:1\nRUN touch /unused\n");
        node.Docker.Do("tag", "used:1", "used:again");
        node.Docker.Create("stopped", "used:1");

        var swept = await SweepAsync(Policies.Images with { ExcludedImages = ["base:*"] });

        Assert.That(swept, Has.All.EndsWith(" Deleted"));
        Assert.That(
            node.Docker.Lines("images", "--format", "{{.Repository}}:{{.Tag}}"),
            Is.EquivalentTo(new[] { "base:1", "used:1", "used:again" })
        );
    }

    [Test]
    public async Task Keeps_unused_images_that_a_workload_of_the_cluster_refers_to()
    {
        foreach (var name in new[] { "wanted:latest", "registry.example.com/wanted:1", "unused:1" })
            node.Docker.BuildClassic(name, $"FROM base:1\nRUN echo {name} > /name\n");
        var byId = IdOf("unused:1");
        node.Docker.BuildClassic("unused:1", "FROM base:1\nRUN echo other > /name\n");
        var order = new CleanupOrder
        {
            Cleanup = "images",
            Uid = "u",
            RunId = "r",
            Generation = 1,
            Mode = CleanupMode.Enforce,
            Collect = new CollectSpec
            {
                Images = new ImagesSpec
                {
                    Scope = ImagesScope.Unused,
                    MinAge = "0s",
                    ConfirmationInterval = "5s",
                    Exclude = ["base:*"],
                },
            },
            ClusterImages = new ClusterImages
            {
                References = ["docker.io/library/wanted", "registry.example.com/wanted:1", byId],
            },
        };

        var swept = await SweepAsync(PolicyConverter.Order(order));

        Assert.That(swept, Has.All.EndsWith(" Deleted"));
        Assert.That(
            node.Docker.Lines("images", "--format", "{{.Repository}}:{{.Tag}}", "--filter", "dangling=false"),
            Is.EquivalentTo(new[] { "base:1", "wanted:latest", "registry.example.com/wanted:1" })
        );
        Assert.That(
            node.Docker.Lines("images", "-q", "--no-trunc", "--filter", "dangling=true"),
            Is.EqualTo(new[] { byId })
        );
    }

    [Test]
    public async Task Takes_a_chain_of_images_that_nobody_names_in_one_run()
    {
        node.Docker.BuildClassic("chain:1", "FROM base:1\nRUN touch /a\nRUN touch /b\nRUN touch /c\n");
        var images = node.Docker.Lines("images", "-aq", "--no-trunc").Distinct().Count();
        node.Docker.Do("rmi", "--no-prune", "chain:1");

        var swept = await SweepAsync(Policies.Dangling);

        Assert.That(
            swept,
            Has.Length.EqualTo(2).And.All.EndsWith(" Deleted"),
            "the engine removed the top one with its name"
        );
        Assert.That(node.Docker.Lines("images", "-aq", "--no-trunc").Distinct().Count(), Is.EqualTo(images - 3));
    }

    [Test]
    public async Task Removes_containers_that_do_not_run_and_keeps_those_that_do()
    {
        node.Docker.Create("created", "base:1");
        node.Docker.RunOnce("exited", "base:1", "true");
        node.Docker.RunForever("running");
        node.Docker.RunForever("paused");
        node.Docker.Do("pause", "paused");
        try
        {
            Assert.That(await SweepAsync(Policies.Containers), Has.Length.EqualTo(2).And.All.EndsWith(" Deleted"));
            Assert.That(
                node.Docker.Lines("ps", "-a", "--format", "{{.Names}}"),
                Is.EquivalentTo(new[] { "running", "paused" })
            );
        }
        finally
        {
            node.Docker.Do("unpause", "paused");
        }
    }

    [Test]
    public async Task Removes_build_cache_and_keeps_the_images_that_were_built_with_it()
    {
        node.Docker.BuildWithBuildKit("kit:1", "FROM base:1\nRUN touch /one\nRUN touch /two\n");
        node.Docker.BuildWithBuildKit("kit:2", "FROM base:1\nRUN touch /other\n");
        node.Docker.Do("rmi", "kit:2");

        var swept = await SweepAsync(Policies.BuildCache);

        Assert.That(swept, Is.Not.Empty.And.All.EndsWith(" Deleted"));
        Assert.That((await node.PlanAsync(Policies.BuildCache)).Items, Is.Empty, "found after the sweep");
    }

    [Test]
    public async Task Keeps_as_much_build_cache_as_keepBytes_says()
    {
        node.Docker.BuildWithBuildKit("kit:1", "FROM base:1\nRUN touch /one\n");
        node.Docker.Do("rmi", "kit:1");

        var plan = await node.PlanAsync(Policies.BuildCache with { KeptBuildCache = new Collector.Bytes(1L << 30) });

        Assert.That(plan.Items, Is.Empty);
        Assert.That(plan.Held.Select(held => held.Reason.Rule), Is.Not.Empty.And.All.EqualTo("CacheIsWithinBytes"));
    }

    [Test]
    public async Task A_container_that_started_since_the_plan_stays_and_so_does_its_image()
    {
        node.Docker.BuildClassic("late:1", "FROM base:1\nRUN touch /late\n");
        node.Docker.Create("late", "late:1");
        var policy = Policies.Images with { Containers = Policies.Containers.Containers, ExcludedImages = ["base:*"] };
        var plan = await node.PlanAsync(policy);
        node.Docker.Do("start", "late");

        var report = await node.SweepAsync(plan, policy);

        Assert.That(plan.Items.Select(item => item.Id.Kind), Does.Contain(ResourceKind.Container));
        Assert.That(report.Items.Select(item => item.Outcome), Has.None.InstanceOf<ItemOutcome.Deleted>());
        Assert.That(node.Docker.Do("exec", "late", "ls", "/late"), Is.EqualTo("/late"));
    }

    [Test]
    public async Task A_tag_that_moved_since_the_plan_stays_with_the_image_that_it_stands_for_now()
    {
        node.Docker.BuildClassic("moving:1", "FROM base:1\nRUN touch /before\n");
        var policy = Policies.Images with { ExcludedImages = ["base:*"] };
        var plan = await node.PlanAsync(policy);
        node.Docker.BuildClassic("moving:1", "FROM base:1\nRUN touch /after\n");

        var report = await node.SweepAsync(plan, policy);

        Assert.That(
            report.Items.Single(swept => swept.Item.Id.Name == "moving:1").Outcome,
            Is.InstanceOf<ItemOutcome.NowInUse>().Or.InstanceOf<ItemOutcome.Changed>()
        );
        Assert.That(
            node.Docker.Do("run", "--rm", "--network", "none", "moving:1", "ls", "/after"),
            Is.EqualTo("/after")
        );
    }

    [Test]
    public async Task Tells_what_the_images_take_that_would_go()
    {
        node.Docker.BuildClassic("large:1", "FROM base:1\nRUN dd if=/dev/zero of=/large bs=1M count=8\n");

        var plan = await node.PlanAsync(Policies.Images with { ExcludedImages = ["base:*"] });

        Assert.That(plan.Reclaimable.Value, Is.InRange(8L << 20, 9L << 20));
    }

    /// <summary>Plans and sweeps; everything that was not in the plan still works.</summary>
    private async Task<string[]> SweepAsync(CleanupPolicy policy)
    {
        var plan = await node.PlanAsync(policy);
        var check = StoreCheck.Take(node.Docker);
        var report = await node.SweepAsync(plan, policy);
        Assert.That(check.FindViolations([.. plan.Items.Select(item => item.Id.Name)]), Is.Empty);
        return [.. report.Items.Select(swept => $"{swept.Item.Id} {swept.Outcome.GetType().Name}")];
    }

    private string IdOf(string image) => node.Docker.Do("inspect", "--format", "{{.Id}}", image);
}
