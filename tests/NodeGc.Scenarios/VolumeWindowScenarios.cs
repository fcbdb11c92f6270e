using NodeGc.Collector.Planning;
using NodeGc.Removal.Sweeping;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>The moment in which a volume's data lies in the quarantine and the engine still knows the volume. A
/// container that starts then may fail, but sees all of the data or does not run.</summary>
public sealed class VolumeWindowScenarios : NodeFixture
{
    private static readonly string[] Read = ["sh", "-c", "cat /data/first /data/last; touch /data/seen"];

    private SweepPlan plan = null!;

    [SetUp]
    public async Task PlanAsync()
    {
        node.Docker.Do(
            "run",
            "--rm",
            "--network",
            "none",
            "-v",
            "windowed:/data",
            "base:1",
            "sh",
            "-c",
            "echo one > /data/first; echo two > /data/last"
        );
        plan = await node.PlanAsync(Policies.Everything);
        Assert.That(plan.Items.Select(item => item.Name), Is.EqualTo(["volumes/windowed"]));
    }

    [TearDown]
    public void ClearAway()
    {
        node.ClearAway();
        node.Docker.Try("volume", "rm", "windowed");
    }

    [Test]
    public async Task A_container_that_is_run_then_fails_and_the_whole_volume_is_removed()
    {
        CommandResult? run = null;

        var report = await node.SweepAsync(plan, Policies.Everything, volume =>
            run = node.Docker.Try(["run", "--rm", "--network", "none", "-v", $"{volume}:/data", "base:1", .. Read])
        );

        Assert.That(run!.Succeeded, Is.False, "it saw an empty volume");
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Quarantined>());
        await node.RestoreAsync();
        Assert.That(ReadAgain(), Is.EqualTo("one\ntwo"));
    }

    [Test]
    public async Task A_container_that_is_made_then_has_the_data_back_at_once()
    {
        var report = await node.SweepAsync(plan, Policies.Everything, volume =>
        {
            node.Docker.Try([
                "create",
                "--name",
                "late",
                "--network",
                "none",
                "-v",
                $"{volume}:/data",
                "base:1",
                .. Read,
            ]);
            Assert.That(node.Docker.Try("start", "-a", "late").Succeeded, Is.False, "it saw an empty volume");
        });

        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.InUse>());
        Assert.That(node.Docker.Do("start", "-a", "late"), Is.EqualTo("one\ntwo"));
    }

    [Test]
    public async Task A_container_whose_image_has_files_there_does_not_fill_it_again()
    {
        node.Docker.BuildClassic(
            "filled:1",
            "FROM base:1\nRUN mkdir /data && echo other > /data/first && echo other > /data/last\n"
        );
        CommandResult? run = null;

        await node.SweepAsync(plan, Policies.Everything, volume =>
            run = node.Docker.Try([
                "run",
                "--name",
                "filler",
                "--network",
                "none",
                "-v",
                $"{volume}:/data",
                "filled:1",
                .. Read,
            ])
        );

        Assert.That(run!.Succeeded, Is.False, "it saw another volume");
        node.Docker.Try("rm", "-f", "filler");
        if (node.Docker.Lines("volume", "ls", "-q", "--filter", "name=windowed").Count == 0)
            await node.RestoreAsync();
        Assert.That(ReadAgain(), Is.EqualTo("one\ntwo"));
    }

    private string ReadAgain() =>
        node.Docker.Do(["run", "--rm", "--network", "none", "-v", "windowed:/data", "base:1", .. Read]);
}
