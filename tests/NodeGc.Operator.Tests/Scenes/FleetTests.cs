using NodeGc.Fleet;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>A small fleet of real agents over stores in memory, with the operator in a process of its own. <c>make
/// bench</c> measures a large one.</summary>
[Category("Slow")]
public sealed class FleetTests
{
    private const int Nodes = 40;

    [Test]
    public async Task Five_cleanups_run_once_on_every_node_with_few_writes()
    {
        using var log = new StringWriter();
        var options = FleetOptions.Default with { Nodes = Nodes };
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var figures = await FleetRun.MeasureAsync(options, TestContext.Out.WriteLine, log, deadline.Token);
        Assert.Multiple(() =>
        {
            Assert.That(figures.Problems, Is.Empty, log.ToString());
            Assert.That(figures.WritesPerNodeAndRun, Is.GreaterThan(0).And.LessThanOrEqualTo(4));
            Assert.That(figures.LargestCleanup, Is.LessThanOrEqualTo(100_000));
            Assert.That(figures.LargestNodeStorage, Is.LessThanOrEqualTo(25_000));
        });
    }
}
