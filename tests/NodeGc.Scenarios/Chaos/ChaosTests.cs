using System.Globalization;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>A minute of chaos, or as many as NODEGC_SOAK_MINUTES says, on the engine that NODEGC_SOAK_ENGINE
/// names.</summary>
[Category("Chaos")]
public sealed class ChaosTests
{
    private const int Minutes = 1;

    [Test]
    public async Task Harms_nothing_that_lives_and_removes_every_orphan_under_random_load()
    {
        var seed = Number("NODEGC_SOAK_SEED") ?? Random.Shared.Next();
        var release = DockerReleases.Get(
            Environment.GetEnvironmentVariable("NODEGC_SOAK_ENGINE") is { Length: > 0 } version ? version : "20.10"
        );
        TestContext.Progress.WriteLine($"chaos of seed {seed} on {DockerReleases.VersionOf(release)}");
        using var run = new ChaosRun(seed, release);
        await run.RunAsync(TimeSpan.FromMinutes(Number("NODEGC_SOAK_MINUTES") ?? Minutes));

        TestContext.Out.WriteLine(
            $"chaos of seed {seed} on {DockerReleases.VersionOf(release)}: {run.Daemon.Kills} kills and "
                + $"{run.Daemon.Restarts} restarts of the daemon, {run.Tally}"
        );
        Assert.That(run.Tally.Violations, Is.Empty, $"seed {seed} on {DockerReleases.VersionOf(release)}");
        Assert.That(run.Tally.Of("orphans planted"), Is.Positive);
        Assert.That(run.Tally.Of("sweeps"), Is.Positive);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
