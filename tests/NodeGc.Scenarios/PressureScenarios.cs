using NodeGc.Collector;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Policies with a <c>when</c>, on a data root that is a filesystem of its own and fills up.</summary>
public sealed class PressureScenarios
{
    private const int Megabytes = 25;
    private LoopDisk disk = null!;
    private Node node = null!;

    private static readonly CleanupPolicy LayersAndImages = Policies.Images with
    {
        Layers = Policies.Layers.Layers,
        ExcludedImages = ["base:*"],
        Quarantine = TimeSpan.Zero,
    };

    private Fullness Now => FileSystemUsage.Read(node.Dockerd.DataRoot).Fullness;

    [SetUp]
    public void Start()
    {
        disk = new LoopDisk();
        node = Node.Start(new() { DataRoot = Path.Combine(disk.Mountpoint, "data") });
    }

    [TearDown]
    public void Stop()
    {
        node.Dispose();
        disk.Dispose();
    }

    [Test]
    public async Task Leaves_a_store_alone_that_is_not_full_enough()
    {
        node.Docker.BuildClassic("app:1", "FROM base:1\nRUN touch /app\n");

        var entry = await node.EvaluateAsync(
            LayersAndImages with
            {
                When = new Thresholds(new Threshold(95, 90), null),
            }
        );

        Assert.That(entry.SkipReason, Is.EqualTo($"disk usage {Now.DiskPercent}% is below the high threshold of 95%"));
        Assert.That((await node.PlanAsync(LayersAndImages with { When = entry.When })).Items, Is.Empty);
    }

    [Test]
    public async Task Takes_untagged_images_before_tagged_ones_and_no_more_than_comes_down_to_low()
    {
        BuildLarge("tagged:1");
        foreach (var _ in Enumerable.Range(0, 5))
            BuildLarge("app:1");
        var policy = Pressed(LayersAndImages, percent: 2 * Megabytes / 5);

        var sweep = await SweepAsync(policy);

        Assert.That(policy.When!.IsLow(Now), Is.True, policy.When.AgainstLow(Now));
        Assert.That(sweep.Items.Where(item => item.Outcome is ItemOutcome.Deleted).Count(), Is.EqualTo(2));
        Assert.That(node.Docker.Lines("images", "-q", "--filter", "dangling=true"), Has.Count.EqualTo(2));
        Assert.That(
            node.Docker.Lines("images", "--format", "{{.Repository}}:{{.Tag}}", "--filter", "dangling=false"),
            Is.SupersetOf(new[] { "tagged:1", "app:1", "base:1" })
        );
    }

    [Test]
    public async Task Makes_room_until_so_many_bytes_are_free_and_no_more()
    {
        BuildLarge("tagged:1");
        foreach (var _ in Enumerable.Range(0, 5))
            BuildLarge("app:1");
        var (low, high) = (Now.Available + new Bytes(1 << 20), Now.Available + new Bytes((3 * Megabytes / 2) << 20));
        var policy = LayersAndImages with { When = new Thresholds(null, null) { Free = new FreeThreshold(low, high) } };

        var sweep = await SweepAsync(policy);

        Assert.That(Now.Available, Is.GreaterThanOrEqualTo(high), policy.When.AgainstLow(Now));
        Assert.That(sweep.Items.Count(item => item.Outcome is ItemOutcome.Deleted), Is.EqualTo(2));
        Assert.That(
            (await node.EvaluateAsync(policy)).SkipReason,
            Does.Contain(" free is not below the low threshold of ")
        );
    }

    [Test]
    public async Task Stops_where_something_else_makes_room_meanwhile()
    {
        var ballast = Path.Combine(disk.Mountpoint, "ballast");
        File.WriteAllBytes(ballast, new byte[60 << 20]);
        foreach (var _ in Enumerable.Range(0, 3))
            BuildLarge("app:1");
        var policy = Pressed(LayersAndImages, percent: 8);
        var plan = await node.PlanAsync(policy with { When = policy.When! with { HasBegun = true } });
        File.Delete(ballast);

        var sweep = await node.SweepAsync(plan, policy);

        Assert.That(plan.Items, Is.Not.Empty);
        Assert.That(sweep.Items.Select(item => item.Outcome), Has.All.TypeOf<ItemOutcome.Skipped>());
        Assert.That(sweep.StopReason, Is.Null);
        Assert.That(sweep.Notes.Single(), Does.StartWith("target reached: disk usage"));
    }

    [Test]
    public async Task Deletes_the_quarantine_as_far_as_room_is_needed_and_no_image_that_need_not_go()
    {
        BuildLarge("app:1");
        foreach (var orphan in FailedCreate.MakeOrphans(node.Dockerd).Concat(FailedCreate.MakeOrphans(node.Dockerd)))
            File.WriteAllBytes(Path.Combine(node.Layers.Home, orphan, "diff", "large"), new byte[Megabytes << 20]);
        var policy = Pressed(LayersAndImages with { Quarantine = TimeSpan.FromHours(24) }, percent: 3 * Megabytes / 5);

        var sweep = await SweepAsync(policy);

        Assert.That(policy.When!.IsLow(Now), Is.True, policy.When.AgainstLow(Now));
        Assert.That(sweep.Items.Select(item => item.Item.Class), Has.All.EqualTo(CleanupClass.Layers));
        Assert.That(sweep.Items.Count(item => item.Outcome is ItemOutcome.Deleted), Is.GreaterThanOrEqualTo(3));
        Assert.That(
            QuarantineListing.Read(node.Dockerd.DataRoot),
            Has.Length.EqualTo(sweep.Items.Count(item => item.Outcome is ItemOutcome.Quarantined))
        );
        Assert.That(node.Docker.Lines("images", "-q", "app:1"), Is.Not.Empty);
    }

    [Test]
    public async Task Evicts_what_an_earlier_run_left_before_anything_else_goes()
    {
        foreach (var orphan in FailedCreate.MakeOrphans(node.Dockerd))
            File.WriteAllBytes(Path.Combine(node.Layers.Home, orphan, "diff", "large"), new byte[2 * Megabytes << 20]);
        await node.SweepAsync(await node.PlanAsync(Policies.Layers), Policies.Layers);
        BuildLarge("app:1");
        Assert.That(QuarantineListing.Read(node.Dockerd.DataRoot), Is.Not.Empty);

        var policy = Pressed(LayersAndImages, percent: 2 * Megabytes / 5);
        var entry = await node.EvaluateAsync(policy);

        Assert.That(
            entry.SkipReason,
            Does.Contain("quarantined items were deleted").And.Contains("is not above the low threshold")
        );
        Assert.That(QuarantineListing.Read(node.Dockerd.DataRoot), Is.Empty);
        Assert.That(node.Docker.Lines("images", "-q", "app:1"), Is.Not.Empty);
    }

    [Test]
    public async Task Says_what_is_missing_when_all_is_spent()
    {
        BuildLarge("app:1");
        var policy = LayersAndImages with { When = new Thresholds(new Threshold(1, 0), null) };

        var plan = await node.PlanAsync(policy);

        Assert.That(plan.Missing!.IsMet, Is.False);
        Assert.That(plan.Items.Select(item => item.Class), Does.Contain(CleanupClass.Images));
    }

    /// <summary>Beginning at what is used now, and ending so many percent (a twentieth of 5 MiB each) below
    /// that.</summary>
    private CleanupPolicy Pressed(CleanupPolicy policy, int percent) =>
        policy with
        {
            When = new Thresholds(new Threshold(Now.DiskPercent, Now.DiskPercent - percent), null),
        };

    private async Task<SweepReport> SweepAsync(CleanupPolicy policy)
    {
        var under = (await node.EvaluateAsync(policy)).ApplyTo(policy);
        return await node.SweepAsync(await node.PlanAsync(under), under);
    }

    /// <summary>The image that had the tag loses it.</summary>
    private void BuildLarge(string tag) =>
        node.Docker.BuildClassic(
            tag,
            $"FROM base:1\nRUN dd if=/dev/urandom of=/large bs=1M count={Megabytes} && echo {Guid.NewGuid()} > /name\n"
        );
}
