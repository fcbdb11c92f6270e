using NodeGc.Agent.Tests.CommandLine;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>Whatever is wrong with a store, all but its confirmed orphans stay, and the report says what is wrong. The
/// orphans stay too where the damaged piece could own them.</summary>
[Category("Real")]
internal sealed class DamagedStoreTests
{
    private static IEnumerable<TestCaseData> Damages =>
        DamagedFiles
            .All.Concat(PlantedThings.All)
            .Select(damage => new TestCaseData(damage).SetArgDisplayNames(damage.Name));

    [Test]
    public async Task Removes_the_orphans_of_the_store_while_nothing_is_wrong_with_it()
    {
        using var copy = await StoreCopy.ConfirmedAsync();

        var clean = await copy.RunAsync("clean", "--yes", "--policy", copy.PolicyFile());

        Assert.Multiple(() =>
        {
            Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Done), clean.ToString());
            Assert.That(copy.Orphans.Where(path => Directory.Exists(copy.PathOf(path))), Is.Empty, clean.Output);
        });
    }

    [TestCaseSource(nameof(Damages))]
    public async Task Keeps_every_byte_where(Damage damage)
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        damage.Do(copy);
        var before = copy.DigestWithoutOrphans();

        var clean = await copy.RunAsync(
            "clean",
            "--yes",
            "--output",
            "json",
            "--policy",
            copy.PolicyFile($"{{ {damage.Collect} }}")
        );

        Assert.That(copy.DigestWithoutOrphans(), Is.EqualTo(before), clean.ToString());
        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Unsure), clean.ToString());
        var doubts = clean.Json["plan"]!["doubts"]!
            .AsArray()
            .Where(doubt => (string?)doubt!["kind"] == damage.Kind)
            .ToList();
        Assert.That(
            doubts.Select(doubt => (string)doubt!["subject"]!),
            Has.Some.Contains(damage.Subject),
            clean.Output
        );
        Assert.That(
            doubts.Select(doubt => (string)doubt!["message"]!),
            Has.All.Matches(@"^.{10,}\. [A-Z].{10,}"),
            "each says what and what to do"
        );
    }

    [Test]
    public async Task Leaves_a_symbolic_link_alone_that_has_the_name_of_a_volume()
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        PlantedThings.Replace(copy, $"volumes/{EngineStore.UnknownVolume}");
        var before = copy.Digest();

        var clean = await copy.RunAsync("clean", "--yes", "--policy", copy.PolicyFile($"{{ {PolicyTexts.Volumes} }}"));

        Assert.Multiple(() =>
        {
            Assert.That(copy.Digest(), Is.EqualTo(before));
            Assert.That(
                clean.Output,
                Does.Contain("a symbolic link is not a volume; neither it nor its target is changed")
            );
        });
    }

    [Test]
    public async Task Names_the_damage_and_the_remedy_for_people()
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        var image = copy.First("image/overlay2/imagedb/content/sha256", "*");
        await File.WriteAllTextAsync(image, "{");

        var scan = await copy.RunAsync("scan");

        Assert.Multiple(() =>
        {
            Assert.That(scan.ExitCode, Is.EqualTo(ExitCode.Unsure));
            Assert.That(
                scan.Output,
                Does.Contain($"image/overlay2/imagedb/content/sha256/{Path.GetFileName(image)}")
                    .And.Contains("Pull, load or build the same image again")
            );
        });
    }
}
