using NodeGc.Agent.Tests.BadInput;
using NodeGc.Agent.Tests.CommandLine;
using NodeGc.Agent.Tests.Daemon;
using NodeGc.Agent.Tests.Stores;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores;

namespace NodeGc.Agent.Tests.Faults;

/// <summary>The agent's process has too little of something: it says so, harms nothing, and the next run comes to the
/// end.</summary>
[Category("Real")]
internal sealed class ResourceTests
{
    private const long HundredMebibytes = 100 << 20;
    private const int Images = 200;
    private const int LayersEach = 8;
    private const int Orphans = 60;
    private const int FilesOfOrphan = 500;
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-few-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Removes_nothing_when_its_state_cannot_be_written()
    {
        using var disk = Mounts.Small(Path.Combine(folder, "state"), mebibytes: 1);
        var copy = await StoreCopy.ConfirmedInAsync(folder);
        Mounts.Fill(Path.Combine(copy.StateDirectory, "of-somebody"));
        var before = copy.Digest();

        var result = await copy.RunAsync("clean", "--yes", "--policy", copy.PolicyFile());

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
        Assert.That(result.Errors, Does.Contain(copy.StateDirectory));
        Assert.That(copy.Digest(), Is.EqualTo(before));
        File.Delete(Path.Combine(copy.StateDirectory, "of-somebody"));
        await ProveTheNextRunFinishesAsync(copy);
    }

    [TestCase(50)]
    [TestCase(80)]
    [TestCase(120)]
    public async Task Harms_nothing_when_it_may_open_few_files(int limit)
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        var alive = Alive(copy);

        var result = new ExternalCommand(
            "/usr/bin/prlimit",
            $"--nofile={limit}:{limit}",
            AgentProcess.Program,
            "clean",
            "--yes",
            "--policy",
            copy.PolicyFile(),
            "--data-root",
            copy.DataRoot,
            "--state-dir",
            copy.StateDirectory
        ).Run();

        TestContext.Out.WriteLine(result);
        Assert.That(Alive(copy), Is.EqualTo(alive));
        Assert.That(
            result.ExitCode == (int)ExitCode.Done || copy.Orphans.Any(orphan => Directory.Exists(copy.PathOf(orphan))),
            result.ToString()
        );
        await ProveTheNextRunFinishesAsync(copy);
    }

    [Test]
    public void Scans_and_sweeps_a_large_store_with_100_MiB_of_memory()
    {
        var orphans = MakeLargeStore(Path.Combine(folder, "data"));
        File.WriteAllText(
            Path.Combine(folder, "cleanup.yaml"),
            PolicyTexts.Cleanup(
                $"{{ mode: Enforce, collect: {{ {PolicyTexts.Layers} }}, disposal: {{ quarantine: 0s }}, "
                    + "limits: { maxPercentOfStore: 100, deletesPerSecond: 1000000 } }"
            )
        );
        using var limit = new MemoryLimit(HundredMebibytes);

        var result = limit
            .Command(
                AgentProcess.Program,
                "clean",
                "--yes",
                "--policy",
                Path.Combine(folder, "cleanup.yaml"),
                "--data-root",
                Path.Combine(folder, "data"),
                "--state-dir",
                Path.Combine(folder, "state")
            )
            .Run();

        TestContext.Out.WriteLine($"{limit.MostUsed >> 20} MiB at most, page cache included");
        Assert.That((ExitCode)result.ExitCode, Is.EqualTo(ExitCode.Done), result.ToString());
        Assert.That(orphans.Where(Directory.Exists), Is.Empty);
    }

    private static async Task ProveTheNextRunFinishesAsync(StoreCopy copy)
    {
        var result = await copy.RunAsync("clean", "--yes", "--policy", copy.PolicyFile());
        Assert.That(result.ExitCode, Is.AnyOf(ExitCode.Done, ExitCode.Nothing, ExitCode.Found), result.ToString());
        Assert.That(copy.Orphans.Where(orphan => Directory.Exists(copy.PathOf(orphan))), Is.Empty);
    }

    /// <summary>All that lives, as it lies on disk.</summary>
    private static string Alive(StoreCopy copy) =>
        string.Join(
            '\n',
            copy.Digest()
                .Split('\n')
                .Where(line =>
                    line.Split(' ')[0] is var path
                    && path.Contains('/', StringComparison.Ordinal)
                    && !path.StartsWith(".nodegc", StringComparison.Ordinal)
                    && path != "overlay2/l"
                    && !path.StartsWith("overlay2/l/", StringComparison.Ordinal)
                    && !copy
                        .Orphans.Append($"volumes/{EngineStore.UnknownVolume}")
                        .Any(orphan => path == orphan || path.StartsWith(orphan + "/", StringComparison.Ordinal))
                )
        );

    private static List<string> MakeLargeStore(string root)
    {
        var store = new StoreOnDisk(root);
        List<string> orphans = [];
        for (var image = 0; image < Images; image++)
        {
            var top = store.Layer();
            for (var layer = 1; layer < LayersEach; layer++)
                top = store.Layer(top);
            store.Image($"image-{image}:1", top);
            if (image < Orphans)
                orphans.Add(Path.Combine(root, "overlay2", store.OrphanDirectory(top).Directory));
        }
        store.Finish();
        foreach (var orphan in orphans)
            for (var file = 0; file < FilesOfOrphan; file++)
                File.Create(Path.Combine(orphan, "diff", $"{file}")).Dispose();
        return orphans;
    }
}
