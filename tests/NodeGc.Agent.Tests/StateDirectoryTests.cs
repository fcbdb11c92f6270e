using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Tests;

internal sealed class StateDirectoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly Sighting Orphan = new(
        ResourceId.LayerDirectory("overlay2", "a"),
        new Fingerprint(1, 2, 3),
        Noon,
        Noon.AddMinutes(10),
        2
    );

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-state-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Remembers_sightings_per_data_root()
    {
        var state = StateDirectory.Open(folder);
        state.WriteSightings("/data", Of(Orphan));

        Assert.Multiple(() =>
        {
            Assert.That(state.ReadSightings("/data").ById.Values, Is.EqualTo([Orphan]));
            Assert.That(state.ReadSightings("/other").ById, Is.Empty);
        });
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("""{"version":99,"sightings":[]}""")]
    [TestCase("""{"version":1}""")]
    public void Starts_over_when_the_file_cannot_be_understood(string content)
    {
        var state = StateDirectory.Open(folder);
        state.WriteSightings("/data", Of(Orphan));
        File.WriteAllText(Directory.GetFiles(folder, "sightings-*").Single(), content);

        Assert.That(state.ReadSightings("/data").ById, Is.Empty);
    }

    [Test]
    public void Remembers_when_images_were_used()
    {
        var state = StateDirectory.Open(folder);
        var uses = new ImageUsageDocument(
            ImageUsageDocument.Current,
            Noon,
            null,
            ImmutableDictionary<string, DateTimeOffset>.Empty.Add("sha256:a", Noon)
        );
        state.WriteUses("/data", uses);

        var read = state.FindUses("/data", out var damage);

        Assert.That(damage, Is.Null);
        Assert.That((read!.SeenUntil, read.Uses["sha256:a"]), Is.EqualTo((Noon, Noon)));
        Assert.That(state.FindUses("/other", out damage), Is.Null);
        Assert.That(damage, Is.Null, "a file that never was is no damage");
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("""{"version":99,"uses":{}}""")]
    [TestCase("""{"version":1}""")]
    public void Names_a_file_of_uses_that_cannot_be_understood(string content)
    {
        var state = StateDirectory.Open(folder);
        state.WriteUses(
            "/data",
            new ImageUsageDocument(
                ImageUsageDocument.Current,
                null,
                null,
                ImmutableDictionary<string, DateTimeOffset>.Empty
            )
        );
        var file = Directory.GetFiles(folder, "uses-*").Single();
        File.WriteAllText(file, content);

        Assert.That(state.FindUses("/data", out var damage), Is.Null);
        Assert.That(damage, Is.EqualTo(file));
    }

    [Test]
    public void Says_what_to_do_where_the_directory_cannot_be_made()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");

        Assert.That(
            () => StateDirectory.Open(Path.Combine(folder, "file", "state")),
            Throws.TypeOf<AgentException>().With.Message.Contains("--state-dir")
        );
    }

    private static Sightings Of(Sighting sighting) =>
        new(ImmutableDictionary<ResourceId, Sighting>.Empty.Add(sighting.Id, sighting));
}
