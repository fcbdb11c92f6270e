using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Testing.Tests.Conformance;

internal sealed class WatchTests
{
    private readonly string name = Widgets.FreshName();

    private static Api Api => SharedCluster.Api;

    private string Selected => $"{Widgets.Path}?watch=true&fieldSelector=metadata.name={name}";

    [TearDown]
    public Task Clean() => Api.DeleteAsync(Widgets.PathOf(name));

    [Test]
    public async Task Tells_every_write_after_a_version_in_order()
    {
        var start = (await Api.GetAsync(Widgets.Path)).Version;
        await Api.CreateAsync(Widgets.Path, Widgets.Named(name));
        using var watch = await Api.WatchAsync($"{Selected}&resourceVersion={start}");

        await Api.PatchAsync(Widgets.PathOf(name), Api.Merge, """{ "spec": { "size": 9 } }""");
        await Api.DeleteAsync(Widgets.PathOf(name));

        Assert.That(
            new[] { await watch.NextAsync(), await watch.NextAsync(), await watch.NextAsync() },
            Is.EqualTo(new[] { $"ADDED {name}", $"MODIFIED {name}", $"DELETED {name}" })
        );
    }

    [Test]
    public async Task Begins_with_what_is_there_when_no_version_is_given()
    {
        await Api.CreateAsync(Widgets.Path, Widgets.Named(name));

        using var watch = await Api.WatchAsync(Selected);

        Assert.That(await watch.NextAsync(), Is.EqualTo($"ADDED {name}"));
    }

    [Test]
    public async Task Reports_an_object_that_leaves_the_selection_as_deleted_and_one_that_enters_as_added()
    {
        await Api.CreateAsync(Widgets.Path, Widgets.Named(name));
        var version = (await Api.GetAsync(Widgets.Path)).Version;
        using var watch = await Api.WatchAsync(
            $"{Widgets.Path}?watch=true&labelSelector=watched={name}&resourceVersion={version}"
        );

        await Api.PatchAsync(
            Widgets.PathOf(name),
            Api.Merge,
            $$$"""{ "metadata": { "labels": { "watched": "{{{name}}}" } } }"""
        );
        await Api.PatchAsync(Widgets.PathOf(name), Api.Merge, """{ "metadata": { "labels": { "watched": null } } }""");

        Assert.That(await watch.NextAsync(), Is.EqualTo($"ADDED {name}"));
        Assert.That(await watch.NextAsync(), Is.EqualTo($"DELETED {name}"));
    }

    [Test]
    [NeedsKubernetes("1.34", "Watches begin with all objects and say where these end")]
    public async Task Marks_the_end_of_the_initial_events()
    {
        await Api.CreateAsync(Widgets.Path, Widgets.Named(name));

        using var watch = await Api.WatchAsync(
            $"{Selected}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
        );
        var first = await watch.NextAsync();
        var bookmark = await watch.NextEventAsync();

        Assert.That(first, Is.EqualTo($"ADDED {name}"));
        Assert.That(bookmark!["type"]!.ToString(), Is.EqualTo("BOOKMARK"));
        Assert.That(
            bookmark["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.ToString(),
            Is.EqualTo("true")
        );
    }

    [Test]
    public async Task Ends_in_order_when_its_time_is_up()
    {
        using var watch = await Api.WatchAsync($"{Selected}&timeoutSeconds=1");

        Assert.That(await watch.NextAsync(), Is.EqualTo("END"));
    }
}
