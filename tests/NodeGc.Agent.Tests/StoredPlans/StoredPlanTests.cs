using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Cleanups;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.StoredPlans;

internal sealed class StoredPlanTests
{
    private static readonly PolicySpec Policy = new(
        new CollectSpec { Layers = new LayersSpec() },
        new ProtectSpec { Volumes = ["pg-*"] },
        DisposalSpec.Default,
        LimitsSpec.Default
    );

    private static readonly SweepPlan Plan = TestScans
        .Create(TestScans.Orphan("a", 10), TestScans.Orphan("b's+", 20))
        .After(TimeSpan.FromMinutes(10))
        .Plan(TestScans.Layers);

    private string folder = "";

    private string File => Path.Combine(folder, "plan.json");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-plan-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Comes_back_from_its_file_with_every_item_as_it_was_planned()
    {
        StoredPlanFile.Write(File, Kept());
        var read = StoredPlanFile.Read(File);

        Assert.That(read.Digest, Is.EqualTo(Kept().Digest).And.Match("^sha256:[0-9a-f]{64}$"));
        Assert.That(
            read.Stores.Single().Items.Select(item => Facts(item.ToItem())),
            Is.EqualTo(Plan.Items.Select(Facts))
        );
        Assert.That(read.Policy.IsSame(Policy), Is.True);
    }

    [Test]
    public void Another_time_another_run_and_another_policy_make_another_digest() =>
        Assert.That(
            new[]
            {
                Kept().Digest,
                Kept(run: "run-2").Digest,
                Kept(at: TestScans.Noon.AddSeconds(1)).Digest,
                Kept(lifetime: TimeSpan.FromHours(2)).Digest,
                StoredPlan
                    .From(
                        "run-1",
                        Policy with
                        {
                            Disposal = new DisposalSpec { Quarantine = "0s" },
                        },
                        [Plan],
                        TestScans.Noon,
                        TimeSpan.FromHours(1)
                    )
                    .Digest,
                StoredPlan.From("run-1", Policy, [], TestScans.Noon, TimeSpan.FromHours(1)).Digest,
            },
            Is.Unique
        );

    [TestCase("\"inode\": 97", "\"inode\": 98")]
    [TestCase("\"quarantine\": \"24h\"", "\"quarantine\": \"0s\"")]
    [TestCase("2026-11-21T13:00:00", "2036-11-21T13:00:00")]
    [TestCase("overlay2/a\"", "../../etc\"")]
    [TestCase("\"run-1\"", "\"run-2\"")]
    public void A_file_that_was_changed_is_refused(string from, string to) =>
        Assert.That(
            () => ReadAfter(text => text.Replace(from, to, StringComparison.Ordinal)),
            Throws
                .TypeOf<AgentException>()
                .With.Message.Contains("does not match its content")
                .And.Message.Contains("Nothing was removed")
        );

    [TestCase("{", "}", "Invalid plan file")]
    [TestCase("\"version\": 1", "\"version\": 2", "expected 1")]
    [TestCase("\"version\": 1", "\"version\": 1, \"more\": true", "more")]
    [TestCase("\"stores\": [", "\"stores\": null, \"x\": [", "Invalid plan file")]
    [TestCase("\"Layers\"", "\"Everything\"", "Invalid plan file")]
    public void A_file_that_is_not_understood_is_refused(string from, string to, string says) =>
        Assert.That(
            () => ReadAfter(text => text.Replace(from, to, StringComparison.Ordinal)),
            Throws.TypeOf<AgentException>().With.Message.Contains(says)
        );

    [Test]
    public void A_file_that_is_cut_is_refused() =>
        Assert.That(() => ReadAfter(text => text[..^20]), Throws.TypeOf<AgentException>());

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => StoredPlanFile.Read(File), Throws.TypeOf<AgentException>().With.Message.Contains(File));

    [Test]
    public void Only_its_owner_may_read_the_file()
    {
        StoredPlanFile.Write(File, Kept());

        Assert.That(new ExternalCommand("/usr/bin/stat", "-c", "%a", File).Run().Text.Trim(), Is.EqualTo("600"));
    }

    private static StoredPlan Kept(string? run = "run-1", DateTimeOffset? at = null, TimeSpan? lifetime = null) =>
        StoredPlan.From(run, Policy, [Plan], at ?? TestScans.Noon, lifetime ?? TimeSpan.FromHours(1));

    private static object Facts(PlanItem item) =>
        (
            item.Class,
            item.Id,
            item.Directory.Path,
            item.Directory.Fingerprint,
            item.Directory.LastChanged,
            item.Directory.Size,
            item.Removal,
            item.Reason
        );

    private StoredPlan ReadAfter(Func<string, string> change)
    {
        StoredPlanFile.Write(File, Kept());
        var text = System.IO.File.ReadAllText(File);
        Assert.That(change(text), Is.Not.EqualTo(text), "the change was meant to change something");
        System.IO.File.WriteAllText(File, change(text));
        return StoredPlanFile.Read(File);
    }
}
