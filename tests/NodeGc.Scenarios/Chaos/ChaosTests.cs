using System.Globalization;

namespace NodeGc.Scenarios.Chaos;

/// <summary>Two minutes of chaos, or as many as NODEGC_SOAK_MINUTES says.</summary>
[Category("Chaos")]
public sealed class ChaosTests
{
    private const int Minutes = 2;

    [Test]
    public async Task Harms_nothing_that_lives_and_removes_every_orphan_under_random_load()
    {
        var seed = Number("NODEGC_SOAK_SEED") ?? Random.Shared.Next();
        TestContext.Progress.WriteLine($"chaos of seed {seed}");
        using var run = new ChaosRun(seed);
        await run.RunAsync(TimeSpan.FromMinutes(Number("NODEGC_SOAK_MINUTES") ?? Minutes));

        TestContext.Out.WriteLine($"chaos of seed {seed}: {run.Daemon.Kills} kills and {run.Daemon.Restarts} restarts of the daemon, {run.Tally}");
        Assert.That(run.Tally.Violations, Is.Empty, $"seed {seed}");
        Assert.That(run.Tally.Of("orphans planted"), Is.Positive);
        Assert.That(run.Tally.Of("sweeps"), Is.Positive);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
