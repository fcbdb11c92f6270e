using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Collector.Inventories;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Images whose containers came and went, on a real engine.</summary>
public sealed class LastUseScenarios
{
    private DirectoryInfo state = null!;
    private PrivateDockerd dockerd = null!;

    [SetUp]
    public void Start()
    {
        state = Directory.CreateTempSubdirectory("nodegc-u-");
        dockerd = PrivateDockerd.Start();
        BaseImage.Load(dockerd.Cli);
    }

    [TearDown]
    public void Stop()
    {
        dockerd.Dispose();
        state.Delete(recursive: true);
    }

    [Test]
    public async Task A_container_that_came_and_went_between_scans_counts_as_a_use_after_a_restart_of_the_agent()
    {
        DateTimeOffset used;
        using (var stores = Stores())
        {
            using var end = new CancellationTokenSource();
            var before = await LastUsedAsync(stores);
            var following = new ImageUsageWatcher(
                stores,
                TimeProvider.System,
                NullLogger<ImageUsageWatcher>.Instance
            ).RunAsync(end.Token);
            dockerd.Cli.Do("run", "--rm", "--network", "none", "base:1", "true");
            await UntilAsync("the use to be seen", async () => await LastUsedAsync(stores) > before);
            used = await LastUsedAsync(stores);
            await end.CancelAsync();
            Assert.That(async () => await following, Throws.InstanceOf<OperationCanceledException>());
        }

        using var restarted = Stores();
        Assert.That(await LastUsedAsync(restarted), Is.EqualTo(used));
    }

    [Test]
    public async Task What_happened_while_the_agent_was_away_is_asked_of_the_engine()
    {
        using (var stores = Stores())
            await FollowUntilUsedAsync(stores);
        var before = DateTimeOffset.UtcNow;
        dockerd.Cli.Do("run", "--rm", "--network", "none", "base:1", "true");

        using var restarted = Stores();
        Assert.That(await LastUsedAsync(restarted), Is.LessThan(before));
        using var end = new CancellationTokenSource();
        _ = new ImageUsageWatcher(restarted, TimeProvider.System, NullLogger<ImageUsageWatcher>.Instance).RunAsync(
            end.Token
        );
        await UntilAsync("the use while it was away", async () => await LastUsedAsync(restarted) > before);
        await end.CancelAsync();
    }

    [Test]
    public async Task A_damaged_memory_keeps_every_image_and_says_so_once()
    {
        using (var stores = Stores())
            await LastUsedAsync(stores);
        var file = Directory.GetFiles(state.FullName, "uses-*").Single();
        await File.WriteAllTextAsync(file, "{");
        var before = DateTimeOffset.UtcNow;

        using var restarted = Stores();
        var scan = await ScanAsync(restarted);
        var plan = scan.Plan(
            Policies.Images with
            {
                Images = Policies.Images.Images! with { MinAge = TimeSpan.FromHours(1) },
            }
        );

        Assert.That(scan.Inventory.Doubts.Single().Subject, Is.EqualTo(file));
        Assert.That(LastUsedOf(scan), Is.GreaterThanOrEqualTo(before));
        Assert.That(plan.Items, Is.Empty);
        Assert.That((await ScanAsync(restarted)).Inventory.Doubts, Is.Empty);
    }

    private async Task FollowUntilUsedAsync(NodeStores stores)
    {
        using var end = new CancellationTokenSource();
        var before = await LastUsedAsync(stores);
        _ = new ImageUsageWatcher(stores, TimeProvider.System, NullLogger<ImageUsageWatcher>.Instance).RunAsync(
            end.Token
        );
        dockerd.Cli.Do("run", "--rm", "--network", "none", "base:1", "true");
        await UntilAsync("the first use", async () => await LastUsedAsync(stores) > before);
        await end.CancelAsync();
    }

    private NodeStores Stores()
    {
        var options = new NodeOptions(
            [dockerd.DataRoot],
            "/proc",
            dockerd.SocketPath,
            state.FullName,
            IsReadOnly: true
        );
        return new NodeStores(options, StateDirectory.Open(state.FullName), TimeProvider.System);
    }

    private static Task<Scan> ScanAsync(NodeStores stores) =>
        stores
            .List()
            .Single()
            .ScanMetadataAsync(ScanOptions.ForReports with { SettleTime = TimeSpan.Zero }, CancellationToken.None);

    private static async Task<DateTimeOffset> LastUsedAsync(NodeStores stores) => LastUsedOf(await ScanAsync(stores));

    private static DateTimeOffset LastUsedOf(Scan scan) =>
        scan
            .Inventory.Resources.Single(resource =>
                resource.Id.Kind == ResourceKind.ImageReference && ImageNames.RepositoryOf(resource.Id.Name) == "base"
            )
            .EngineManaged!.LastUsed;

    private static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            if (deadline.IsCancellationRequested)
                Assert.Fail($"Waited in vain for {what}");
            await Task.Delay(100);
        }
    }
}
