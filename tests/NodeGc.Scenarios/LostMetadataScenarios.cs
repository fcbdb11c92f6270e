using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>
/// What a real engine left, with a folder gone or a file emptied while it was stopped: nothing live is collected by a
/// policy that takes everything at once, the
/// report names what is lost and what to do, and a confirmed loss keeps nothing.
/// </summary>
public sealed class LostMetadataScenarios
{
    private Node node = null!;
    private string source = null!;
    private ImmutableHashSet<string> garbage = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        node = Node.Start();
        node.Docker.BuildWithBuildKit("kit:1", "FROM base:1\nCOPY f /f\nRUN touch /x\n", ("f", "content"));
        node.Docker.BuildClassic("classic:1", "FROM base:1\nRUN touch /y\nVOLUME /data\n");
        node.Docker.Create("web", "classic:1", "-v", "named:/n");
        node.Docker.RunOnce("ran", "kit:1", "touch", "/z");
        node.Docker.Do("volume", "create", "unused");
        FailedCreate.MakeOrphans(node.Dockerd);
        node.Dockerd.Stop();
        source = node.Dockerd.DataRoot;
        garbage = await FindGarbageAsync(_ => { });
    }

    [OneTimeTearDown]
    public void Stop() => node.Dispose();

    [Test]
    public void There_are_orphans_that_could_be_kept_needlessly() =>
        Assert.That(garbage, Has.Count.GreaterThanOrEqualTo(2));

    [Test]
    public async Task A_folder_that_is_gone_makes_nothing_garbage_and_is_named(
        [Values(
            "buildkit",
            "containers",
            "volumes",
            "image",
            "overlay2/l",
            "plugins",
            "overlay2",
            "image/overlay2/layerdb",
            "image/overlay2/imagedb"
        )]
            string folder,
        [Values] bool isEmptied
    )
    {
        await ProveAsync(stopped => Clear(stopped.At(folder), isEmptied), folder);
    }

    [TestCase("buildkit/metadata_v2.db")]
    [TestCase("buildkit/containerdmeta.db")]
    [TestCase("buildkit/snapshots.db")]
    [TestCase("volumes/metadata.db")]
    [TestCase("image/overlay2/repositories.json")]
    public Task A_file_emptied_by_a_power_cut_is_named(string file) =>
        ProveLostAsync(file, stopped => stopped.At(file));

    [TestCase("image/overlay2/imagedb/content/sha256", "*")]
    [TestCase("image/overlay2/layerdb/sha256", "cache-id")]
    [TestCase("image/overlay2/layerdb/sha256", "diff")]
    [TestCase("image/overlay2/layerdb/mounts", "mount-id")]
    [TestCase("image/overlay2/layerdb/mounts", "parent")]
    [TestCase("containers", "hostconfig.json")]
    [TestCase("containers", "config.v2.json")]
    [TestCase("overlay2", "lower")]
    public async Task Every_such_file_emptied_by_a_power_cut_is_named(string folder, string name)
    {
        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(source, folder), name, Deep(folder))
                .Select(path => Path.GetRelativePath(source, path))
                .Order()
                .Take(3)
                .ToList()
        )
            await ProveLostAsync(file, stopped => stopped.At(file));
    }

    [TestCase("image/overlay2/layerdb/sha256")]
    [TestCase("image/overlay2/layerdb/mounts")]
    public async Task An_empty_folder_that_belongs_to_nobody_keeps_nothing_live_back_and_is_removed_as_debris(
        string folder
    )
    {
        var stray = $"{folder}/{new string('f', 64)}";
        using var stopped = Copy();
        Directory.CreateDirectory(stopped.At(stray));

        var plan = await stopped.PlanAsync(Policies.AllClasses);

        Assert.That(plan.Items.Select(item => item.Name), Does.Contain(stray));
        var report = await stopped.SweepAsync(plan, Policies.AllClasses);
        Assert.That(
            report.Items.Select(item => item.Outcome),
            Is.All.InstanceOf<ItemOutcome.Quarantined>(),
            string.Join('\n', report.Items) + report.StopReason
        );
        Assert.That((await stopped.ScanAsync()).Inventory.Doubts, Is.Empty);
    }

    private static EnumerationOptions Deep(string folder) =>
        new() { RecurseSubdirectories = true, MaxRecursionDepth = folder.Contains("imagedb") ? 0 : 1 };

    /// <summary>Emptied, it is safe and named; confirmed, it keeps nothing, and what is garbage anyhow goes.</summary>
    private async Task ProveLostAsync(string file, Func<StoppedNode, string> at)
    {
        using var stopped = Copy();
        File.WriteAllBytes(at(stopped), []);
        var plan = await stopped.PlanAsync(Policies.AllClasses);
        var doubts = (await stopped.ScanAsync()).Inventory.Doubts;
        Assert.That(plan.Items.Select(item => item.Name), Is.SubsetOf(garbage), file);
        if (doubts.IsEmpty)
            return; // A directory that nobody needs may lack anything.
        Assert.That(doubts.Select(doubt => doubt.Subject), Does.Contain(file));

        await stopped.ConfirmLossAsync(file);
        var after = (await stopped.ScanAsync()).Inventory;
        Assert.That(after.Doubts.Select(doubt => doubt.Subject), Does.Not.Contain(file));
        Assert.That(
            after
                .Leftovers.Where(leftover => leftover.Kind == LeftoverKind.ConfirmedLoss)
                .Select(leftover => leftover.Path),
            Is.EqualTo(new[] { file })
        );
        if (after.Doubts.IsEmpty)
            Assert.That(
                (await stopped.PlanAsync(Policies.AllClasses)).Items.Select(item => item.Name),
                Is.SupersetOf(garbage)
            );
    }

    private async Task ProveAsync(Action<StoppedNode> damage, string named)
    {
        using var stopped = Copy();
        damage(stopped);
        var plan = await stopped.PlanAsync(Policies.AllClasses);
        var report = await stopped.ReportAsync();
        Assert.That(plan.Items.Select(item => item.Name), Is.SubsetOf(garbage));
        var doubts = report
            .Doubts.Where(doubt =>
                doubt.Subject == named || doubt.Subject.StartsWith($"{named}/", StringComparison.Ordinal)
            )
            .ToList();
        Assert.That(doubts, Is.Not.Empty, string.Join('\n', report.Doubts));
        Assert.That(doubts.Select(doubt => doubt.Message), Has.All.Contains(". "));
    }

    private async Task<ImmutableHashSet<string>> FindGarbageAsync(Action<StoppedNode> damage)
    {
        using var stopped = Copy();
        damage(stopped);
        var plan = await stopped.PlanAsync(Policies.AllClasses);
        Assert.That((await stopped.ScanAsync()).Inventory.Doubts, Is.Empty);
        return [.. plan.Items.Select(item => item.Name)];
    }

    private StoppedNode Copy()
    {
        var stopped = new StoppedNode();
        _ = new ExternalCommand("/bin/cp", "-a", $"{source}/.", stopped.DataRoot).Run().Text;
        return stopped;
    }

    private static void Clear(string folder, bool isEmptied)
    {
        Directory.Delete(folder, recursive: true);
        if (isEmptied)
            Directory.CreateDirectory(folder);
    }
}
