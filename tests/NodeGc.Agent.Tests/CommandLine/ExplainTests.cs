using NodeGc.Agent.Reports;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary><c>explain</c> finds what a person calls by any of its names. It only reads, so that one copy serves
/// all.</summary>
[Category("Real")]
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
    public Task Explains_an_orphan_by_a_path_below_it() =>
        Expect(copy.PathOf($"{copy.Orphans[0]}/diff"), "garbage", copy.Orphans[0]);

    [Test]
    public Task Explains_an_orphan_by_the_beginning_of_its_id() =>
        Expect(copy.Orphans[0]["overlay2/".Length..][..12], "garbage", copy.Orphans[0]);

    [Test]
    public Task Explains_an_image_by_its_tag() => Expect("app:1", "live", "app:1");

    [Test]
    public Task Explains_a_container_by_its_id() =>
        Expect(EngineStore.Shared.AppContainer[..12], "live", EngineStore.Shared.AppContainer);

    [Test]
    public Task Explains_a_container_by_its_name() => Expect("kept", "live", EngineStore.Shared.AppContainer);

    [Test]
    public Task Explains_a_volume_by_its_name() =>
        Expect(EngineStore.UnknownVolume, "garbage", EngineStore.UnknownVolume);

    [Test]
    public Task Explains_an_image_by_its_name_in_full() => Expect("docker.io/library/app:1", "live", "app:1");

    [Test]
    public Task Explains_a_container_by_its_configuration() =>
        Expect(copy.PathOf($"containers/{EngineStore.Shared.AppContainer}/hostname"), "live", "kept (stopped)");

    [Test]
    public Task Explains_a_path_that_is_relative_to_the_data_root() =>
        Expect($"{copy.Orphans[0]}/diff", "garbage", copy.Orphans[0]);

    [Test]
    public Task Explains_the_engines_own_files() =>
        Expect(copy.PathOf("buildkit/snapshots.db"), "kept", "BuildKit's list of its directories");

    [Test]
    public async Task Explains_a_path_as_the_daemon_names_it_and_says_so()
    {
        var explained = (await Explain($"/var/lib/elsewhere/{copy.Orphans[0]}/diff/nothing-there"))[0]!;

        Assert.That((string?)explained["path"], Is.EqualTo(copy.Orphans[0]));
        Assert.That(
            explained["notes"]!.AsArray().Select(note => (string?)note),
            Has.Some.Contains("the only match there").And.Some.Contains("does not exist")
        );
    }

    [Test]
    public async Task Explains_a_path_through_a_link_to_the_data_root()
    {
        var link = Path.Combine(copy.Folder, "link");
        Directory.CreateSymbolicLink(link, copy.DataRoot);
        Assert.That((string?)(await Explain($"{link}/{copy.Orphans[0]}"))[0]!["path"], Is.EqualTo(copy.Orphans[0]));
    }

    [Test]
    public async Task Explains_a_short_link_by_the_directory_it_stands_for()
    {
        var link = new FileInfo(copy.First("overlay2/l", "*"));
        Assert.That(
            (string?)(await Explain($"{link.FullName}/etc"))[0]!["path"],
            Is.EqualTo($"overlay2/{link.LinkTarget!.Split('/')[1]}")
        );
    }

    [Test]
    public async Task Leads_from_an_image_to_its_directories_and_from_a_directory_to_its_images()
    {
        var image = (await Explain("classic:1"))[0]!;
        var directories = image["directories"]!.AsArray();

        Assert.That(directories.Select(directory => (int)directory!["position"]!), Is.EqualTo(new[] { 2, 1 }));
        var top = (await Explain((string)directories[0]!["path"]!))[0]!;
        Assert.That((string?)top["positions"]![0]!["name"], Is.EqualTo("classic:1"));
        Assert.That((string?)top["layers"]![0], Is.EqualTo((string?)directories[0]!["layer"]));
        var users = (await Explain((string)directories[1]!["path"]!))[0]!["users"]!
            .AsArray()
            .Select(user => (string?)user!["name"]);
        Assert.That(
            users,
            Is.SupersetOf(new[] { "app:1", "base:1", "classic:1", "kept (stopped)", "never-started (stopped)" })
        );
    }

    [Test]
    public async Task Lists_what_a_container_wrote_apart_from_its_image_and_volumes()
    {
        var container = (await Explain("kept"))[0]!;

        var roles = container["directories"]!.AsArray().Select(directory => (string?)directory!["role"]);
        Assert.That(roles, Is.EqualTo(new[] { "read-write", "init", "image layer", "image layer", "volume" }));
        Assert.That((long)container["uniqueBytes"]!, Is.LessThan((long)container["totalBytes"]!));
    }

    [Test]
    public async Task Explains_a_layer_by_its_diff_id()
    {
        var diff = File.ReadAllText(
            copy.First("image/overlay2/layerdb/sha256", "parent").Replace("/parent", "/diff", StringComparison.Ordinal)
        );
        var layer = (await Explain(diff))[0]!;
        Assert.That(
            ((string?)layer["kind"], (string?)layer["notes"]![0]),
            Is.EqualTo(("layer", $"{diff} is the diff ID of this layer"))
        );
    }

    [Test]
    public async Task Explains_a_path_as_the_tables_show_it()
    {
        foreach (var path in new[] { copy.Orphans[0], $"containers/{EngineStore.Shared.AppContainer}" })
        {
            var (full, brief) = ((await Explain(path))[0]!, (await Explain(ShortIds.In(path)))[0]!);
            Assert.That((string?)brief["id"], Is.EqualTo((string?)full["id"]), path);
        }
    }

    [Test]
    public async Task Names_nothing_missing_where_nothing_is()
    {
        var subjects = new[] { "kept", "never-started", "app:1", "base:1", "classic:1", copy.Orphans[0] }.Concat(
            (await Explain("kept"))[0]!["dependsOn"]!.AsArray().Select(need => ((string)need!).Split(' ')[^1])
        );
        foreach (var subject in subjects)
            Assert.That((await copy.RunAsync("explain", subject)).Output, Does.Not.Contain("(missing)"), subject);
    }

    [TestCase("app", "app:1")]
    [TestCase("registry.example.com/team/app", "app:1")]
    [TestCase("docker.io/library/classic:2", "classic:1")]
    [TestCase("never", "never-started")]
    public async Task Offers_names_that_are_alike(string subject, string offered)
    {
        var result = await copy.RunAsync("explain", subject);
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed), result.ToString());
        Assert.That(result.Errors, Does.Contain($"Did you mean {offered}"));
    }

    [Test]
    public async Task Tells_what_the_logs_of_a_container_take_rotated_ones_included()
    {
        using var own = await StoreCopy.ConfirmedAsync();
        var log = own.PathOf(
            $"containers/{EngineStore.Shared.AppContainer}/{EngineStore.Shared.AppContainer}-json.log"
        );
        await File.WriteAllBytesAsync(log, new byte[100_000]);
        await File.WriteAllBytesAsync($"{log}.1", new byte[300_000]);

        var (text, json, scan) = (
            await own.RunAsync("explain", "kept"),
            await own.RunAsync("explain", "kept", "-o", "json"),
            await own.RunAsync("scan", "-o", "json")
        );

        var (explained, largest) = (json.Json[0]!["logs"]!, scan.Json["diskUsage"]!["logs"]![0]!);
        Assert.That(
            ((int)explained["files"]!, (long)explained["bytes"]! >= 400_000),
            Is.EqualTo((2, true)),
            json.Output
        );
        Assert.That(text.Output, Does.Match("logs: .* KiB in 2 files"));
        Assert.That(
            ((string?)largest["container"], (long)largest["bytes"]!),
            Is.EqualTo(("kept", (long)explained["bytes"]!))
        );
    }

    [Test]
    public async Task Says_why_nobody_owns_garbage()
    {
        var text = (await copy.RunAsync("explain", copy.Orphans[0])).Output;
        Assert.That(text, Does.Contain("checked: metadata: ").And.Contains("checked: kernel: "));
    }

    [Test]
    public async Task Finds_in_quarantine_what_was_moved_there()
    {
        using var moved = await StoreCopy.ConfirmedAsync();
        var clean = await moved.RunAsync("clean", "--yes", "-o", "json", "--policy", moved.PolicyFile());
        var gone = moved.Orphans[0];

        foreach (var subject in new[] { gone, Path.GetFileName(gone), moved.PathOf($"{gone}/diff") })
        {
            var explained = (await moved.RunAsync("explain", subject, "-o", "json")).Json[0]!;
            Assert.That((string?)explained["verdict"], Is.EqualTo("quarantined"), subject);
            Assert.That(
                (string?)explained["notes"]![0],
                Does.EndWith($"nodegc-agent restore --run {(string?)clean.Json["run"]} --item {gone}")
            );
        }
    }

    [TestCase("overlay2/no-such-directory")]
    [TestCase("credentialspecs")]
    [TestCase("/etc/passwd")]
    [TestCase("abc")]
    public async Task Does_not_explain_what_is_not_there(string subject) =>
        Assert.That((await copy.RunAsync("explain", subject)).ExitCode, Is.EqualTo(ExitCode.Failed));

    [Test]
    public async Task Says_what_can_be_asked_for_where_nothing_has_that_name()
    {
        var result = await copy.RunAsync("explain", "no-such-thing");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed));
            Assert.That(
                result.Errors,
                Does.Contain("no-such-thing was not found in").And.Contains("nodegc-agent tree")
            );
        });
    }

    private async Task<System.Text.Json.Nodes.JsonArray> Explain(string subject)
    {
        var result = await copy.RunAsync("explain", subject, "-o", "json");
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Nothing), result.ToString());
        return result.Json.AsArray();
    }

    private async Task Expect(string subject, string verdict, string mentioned)
    {
        var (text, json) = (
            await copy.RunAsync("explain", subject),
            await copy.RunAsync("explain", subject, "-o", "json")
        );

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Nothing, ExitCode.Nothing)), text.ToString());
        Assert.That(
            json.Json.AsArray().Select(one => (string?)one!["verdict"]),
            Has.Some.EqualTo(verdict),
            json.Output
        );
        Assert.That(json.Output, Does.Contain(mentioned));
        // Behind the first semicolon come counts of processes and files, which change from one second to the next.
        Assert.That(text.Output, Does.Contain(((string)json.Json[0]!["reason"]!).Split(';')[0]));
    }
}
