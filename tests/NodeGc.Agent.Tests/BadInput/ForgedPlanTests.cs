using NodeGc.Agent.StoredPlans;
using NodeGc.Agent.Tests.CommandLine;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>A plan file that somebody forged and sealed again: the seal is not a signature, so nothing that it says is
/// believed.</summary>
[Category("Real")]
internal sealed class ForgedPlanTests
{
    private StoreCopy copy = null!;

    private string Plan => Path.Combine(copy.Folder, "plan.json");

    [SetUp]
    public async Task MakePlan()
    {
        copy = await StoreCopy.ConfirmedAsync();
        Directory.CreateDirectory(Path.Combine(copy.Folder, "outside"));
        await File.WriteAllTextAsync(Path.Combine(copy.Folder, "outside/precious"), "precious");
        await copy.RunAsync("plan", "-o", Plan, "--policy", copy.PolicyFile());
    }

    [TearDown]
    public void RemoveStore() => copy.Dispose();

    [TestCase("/etc")]
    [TestCase("../outside")]
    [TestCase("overlay2/../../outside")]
    [TestCase("overlay2/./l")]
    [TestCase("overlay2//l")]
    [TestCase("..")]
    [TestCase("")]
    public async Task Is_refused_where_a_path_leads_out_of_the_data_root(string path)
    {
        Forge(item => item with { Path = path });
        await ProveRefusedAsync("is outside the data root");
    }

    [TestCase("/etc/passwd")]
    [TestCase("../outside/precious")]
    public async Task Is_refused_where_a_companion_leads_out_of_the_data_root(string path)
    {
        Forge(item => item with { RelatedPaths = [path] });
        await ProveRefusedAsync("is outside the data root");
    }

    [Test]
    public async Task Is_refused_where_it_was_made_for_another_data_root()
    {
        Save(plan => plan with { Stores = [.. plan.Stores.Select(store => store with { DataRoot = "/" })] });
        await ProveRefusedAsync("The plan was made for /");
    }

    [TestCase("containers")]
    [TestCase("overlay2/l")]
    [TestCase("volumes/metadata.db")]
    [TestCase(".nodegc")]
    public async Task Moves_nothing_but_garbage_whatever_path_it_gives(string path)
    {
        var before = Directory.GetFileSystemEntries(
            copy.PathOf(path == "volumes/metadata.db" ? "volumes" : "containers")
        );
        Forge(item => item with { Path = path, Name = $"overlay2/{path}" });

        var clean = await copy.RunAsync("clean", "--plan", Plan, "--yes", "-o", "json");

        Assert.That(
            clean.Json["outcomes"]!.AsArray().Select(item => (string)item!["outcome"]!),
            Has.None.AnyOf("Quarantined", "Deleted"),
            clean.ToString()
        );
        Assert.That(
            Directory.GetFileSystemEntries(copy.PathOf(path == "volumes/metadata.db" ? "volumes" : "containers")),
            Is.EquivalentTo(before)
        );
    }

    private void Forge(Func<StoredPlanItem, StoredPlanItem> change) =>
        Save(plan =>
            plan with
            {
                Stores = [.. plan.Stores.Select(store => store with { Items = [change(store.Items[0])] })],
            }
        );

    private void Save(Func<StoredPlan, StoredPlan> change)
    {
        var forged = change(StoredPlanFile.Read(Plan)) with { Digest = null };
        StoredPlanFile.Write(Plan, forged with { Digest = StoredPlanJson.DigestOf(forged) });
    }

    private async Task ProveRefusedAsync(string why)
    {
        var before = copy.Digest();
        var clean = await copy.RunAsync("clean", "--plan", Plan, "--yes");
        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Failed), clean.ToString());
        Assert.That(clean.Errors, Does.Contain(why));
        Assert.That(copy.Digest(), Is.EqualTo(before));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(copy.Folder, "outside/precious")), Is.EqualTo("precious"));
    }
}
