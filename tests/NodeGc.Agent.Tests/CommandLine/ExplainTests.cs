using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary><c>explain</c> finds what a person calls by any of its names. It only reads, so that one copy serves all.</summary>
internal sealed class ExplainTests
{
    private StoreCopy copy = null!;

    [OneTimeSetUp]
    public async Task Copy() => copy = await StoreCopy.ConfirmedAsync();

    [OneTimeTearDown]
    public void Remove() => copy.Dispose();

    [Test]
    public Task Explains_an_orphan_by_its_path() => Expect(copy.PathOf(copy.Orphans[0]), "garbage", copy.Orphans[0]);

    [Test]
    public Task Explains_an_orphan_by_a_path_below_it() => Expect(copy.PathOf($"{copy.Orphans[0]}/diff"), "garbage", copy.Orphans[0]);

    [Test]
    public Task Explains_an_orphan_by_the_beginning_of_its_id() => Expect(copy.Orphans[0]["overlay2/".Length..][..12], "garbage", copy.Orphans[0]);

    [Test]
    public Task Explains_an_image_by_its_tag() => Expect("app:1", "live", "app:1");

    [Test]
    public Task Explains_a_container_by_its_id() => Expect(EngineStore.Shared.AppContainer[..12], "live", EngineStore.Shared.AppContainer);

    [Test]
    public Task Explains_a_container_by_its_name() => Expect("kept", "live", EngineStore.Shared.AppContainer);

    [Test]
    public Task Explains_a_volume_by_its_name() => Expect(EngineStore.UnknownVolume, "garbage", EngineStore.UnknownVolume);

    [Test]
    public async Task Says_what_can_be_asked_for_where_nothing_has_that_name()
    {
        var result = await copy.RunAsync("explain", "no-such-thing");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed));
            Assert.That(result.Errors, Does.Contain("is called no-such-thing").And.Contains("nodegc-agent scan lists what there is"));
        });
    }

    private async Task Expect(string subject, string verdict, string mentioned)
    {
        var (text, json) = (await copy.RunAsync("explain", subject), await copy.RunAsync("explain", subject, "-o", "json"));

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Nothing, ExitCode.Nothing)), text.ToString());
        Assert.That(json.Json.AsArray().Select(one => (string?)one!["verdict"]), Has.Some.EqualTo(verdict), json.Output);
        Assert.That(json.Output, Does.Contain(mentioned));
        // Behind the first semicolon come counts of processes and files, which change from one second to the next.
        Assert.That(text.Output, Does.Contain(((string)json.Json[0]!["because"]!).Split(';')[0]));
    }
}
