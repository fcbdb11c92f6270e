using NodeGc.Agent.State;
using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Cleanups;

namespace NodeGc.Agent.Tests.StoredPlans;

internal sealed class PlanStoreTests
{
    private string folder = "";
    private PlanStore store = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("nodegc-store-").FullName;
        store = new PlanStore(StateDirectory.Open(folder), TimeProvider.System);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Finds_the_plan_of_each_run_also_after_a_restart()
    {
        store.Save("run-1", Kept("run-1"));
        store.Save("run-2", Kept("run-2"));

        Assert.That(
            new PlanStore(StateDirectory.Open(folder), TimeProvider.System).Find("run-1")?.Run,
            Is.EqualTo("run-1")
        );
        Assert.That(store.Find("run-3"), Is.Null);
    }

    [Test]
    public void A_plan_that_was_dropped_is_not_found_again()
    {
        store.Save("run-1", Kept("run-1"));
        store.Delete("run-1");

        Assert.That(store.Find("run-1"), Is.Null);
    }

    [Test]
    public void A_plan_under_the_name_of_another_run_is_refused()
    {
        store.Save("run-1", Kept("run-1"));
        store.Save("run-2", Kept("run-2"));
        var state = StateDirectory.Open(folder);
        File.Copy(state.PlanFile("run-1"), state.PlanFile("run-2"), overwrite: true);

        Assert.That(
            () => store.Find("run-2"),
            Throws.TypeOf<AgentException>().With.Message.Contains("made for run run-1")
        );
    }

    [Test]
    public void Plans_whose_time_is_over_do_not_pile_up()
    {
        store.Save("old", Kept("old", DateTimeOffset.UtcNow.AddDays(-3)));
        store.Save("new", Kept("new"));

        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        Assert.That(store.Find("new"), Is.Not.Null);
    }

    [Test]
    public void A_run_cannot_name_a_file_elsewhere()
    {
        store.Save("../../etc/x", Kept("../../etc/x"));

        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
    }

    private static StoredPlan Kept(string run, DateTimeOffset? at = null) =>
        StoredPlan.From(
            run,
            new PolicySpec(
                new CollectSpec { Layers = new LayersSpec() },
                ProtectSpec.Nothing,
                DisposalSpec.Default,
                LimitsSpec.Default
            ),
            [],
            at ?? DateTimeOffset.UtcNow,
            TimeSpan.FromHours(1)
        );
}
