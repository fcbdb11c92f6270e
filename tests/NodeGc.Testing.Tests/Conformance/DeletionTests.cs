using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Testing.Tests.Conformance;

internal sealed class DeletionTests
{
    private static Api Api => SharedCluster.Api;

    [Test]
    public async Task Answers_a_deletion_with_the_identity_of_what_went()
    {
        var created = await Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName()));

        var deleted = await Api.DeleteAsync(Widgets.PathOf(created.Text("metadata.name")));

        Assert.That((deleted.Code, deleted.Text("status")), Is.EqualTo((200, "Success")));
        Assert.That(deleted.Text("details.uid"), Is.EqualTo(created.Text("metadata.uid")));
    }

    [Test]
    public async Task Keeps_what_has_finalizers_until_the_last_one_is_gone()
    {
        var name = Widgets.FreshName();
        var body = Widgets.Named(name);
        body["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await Api.CreateAsync(Widgets.Path, body);

        var marked = await Api.DeleteAsync(Widgets.PathOf(name));
        var held = await Api.GetAsync(Widgets.PathOf(name));
        var added = await Api.PatchAsync(
            Widgets.PathOf(name),
            Api.Merge,
            """{ "metadata": { "finalizers": ["example.com/hold", "example.com/more"] } }"""
        );
        await Api.PatchAsync(Widgets.PathOf(name), Api.Merge, """{ "metadata": { "finalizers": null } }""");

        Assert.That(marked.Text("metadata.deletionTimestamp"), Is.Not.Empty);
        Assert.That(held.Code, Is.EqualTo(200));
        Assert.That(added.Code, Is.EqualTo(422));
        Assert.That((await Api.GetAsync(Widgets.PathOf(name))).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task Deletes_only_the_object_that_was_meant()
    {
        var name = Widgets.FreshName();
        await Api.CreateAsync(Widgets.Path, Widgets.Named(name));

        var refused = await Api.DeleteAsync(
            Widgets.PathOf(name),
            """{ "preconditions": { "uid": "00000000-0000-0000-0000-000000000000" } }"""
        );

        Assert.That((refused.Code, refused.Reason), Is.EqualTo((409, "Conflict")));
        Assert.That((await Api.GetAsync(Widgets.PathOf(name))).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Deletes_a_selection_at_once()
    {
        var (gone, kept) = (Widgets.FreshName(), Widgets.FreshName());
        var labelled = Widgets.Named(gone);
        labelled["metadata"]!["labels"] = new JsonObject { ["going"] = gone };
        await Api.CreateAsync(Widgets.Path, labelled);
        await Api.CreateAsync(Widgets.Path, Widgets.Named(kept));

        var answer = await Api.DeleteAsync($"{Widgets.Path}?labelSelector=going={gone}");

        Assert.That(answer.Code, Is.EqualTo(200));
        Assert.That((await Api.GetAsync(Widgets.PathOf(gone))).Code, Is.EqualTo(404));
        Assert.That((await Api.GetAsync(Widgets.PathOf(kept))).Code, Is.EqualTo(200));
    }

    [Test]
    [NeedsControllers]
    public async Task Collects_dependents_when_their_owner_goes()
    {
        var owner = await Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName()));
        var dependent = Widgets.Named(Widgets.FreshName());
        dependent["metadata"]!["ownerReferences"] = new JsonArray(
            new JsonObject
            {
                ["apiVersion"] = "example.com/v1",
                ["kind"] = "Widget",
                ["name"] = owner.Text("metadata.name"),
                ["uid"] = owner.Text("metadata.uid"),
            }
        );
        var path = Widgets.PathOf(dependent["metadata"]!["name"]!.ToString());
        await Api.CreateAsync(Widgets.Path, dependent);

        await Api.DeleteAsync(Widgets.PathOf(owner.Text("metadata.name")));

        Assert.That(
            async () => (await Api.GetAsync(path)).Code,
            Is.EqualTo(404).After(30).Seconds.PollEvery(50).MilliSeconds
        );
    }

    [Test]
    [NeedsControllers]
    public async Task Orphans_dependents_when_asked_to()
    {
        var owner = await Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName()));
        var dependent = Widgets.Named(Widgets.FreshName());
        dependent["metadata"]!["ownerReferences"] = new JsonArray(
            new JsonObject
            {
                ["apiVersion"] = "example.com/v1",
                ["kind"] = "Widget",
                ["name"] = owner.Text("metadata.name"),
                ["uid"] = owner.Text("metadata.uid"),
            }
        );
        var path = Widgets.PathOf(dependent["metadata"]!["name"]!.ToString());
        await Api.CreateAsync(Widgets.Path, dependent);

        await Api.DeleteAsync(Widgets.PathOf(owner.Text("metadata.name")), """{ "propagationPolicy": "Orphan" }""");

        Assert.That(
            async () => (await Api.GetAsync(Widgets.PathOf(owner.Text("metadata.name")))).Code,
            Is.EqualTo(404).After(30).Seconds.PollEvery(50).MilliSeconds
        );
        Assert.That((await Api.GetAsync(path)).At("metadata.ownerReferences"), Is.Null);
    }

    [Test]
    [NeedsControllers]
    public async Task Empties_a_namespace_before_it_goes()
    {
        var ns = $"ns-{Guid.NewGuid():N}"[..12];
        await Api.SendAsync(
            HttpMethod.Post,
            "/api/v1/namespaces",
            $$"""{ "metadata": { "name": "{{ns}}" } }""",
            "application/json"
        );
        await Api.SendAsync(
            HttpMethod.Post,
            $"/api/v1/namespaces/{ns}/configmaps",
            """{ "metadata": { "name": "c" } }""",
            "application/json"
        );

        await Api.DeleteAsync($"/api/v1/namespaces/{ns}");

        Assert.That(
            async () => (await Api.GetAsync($"/api/v1/namespaces/{ns}")).Code,
            Is.EqualTo(404).After(60).Seconds.PollEvery(50).MilliSeconds
        );
        Assert.That((await Api.GetAsync($"/api/v1/namespaces/{ns}/configmaps/c")).Code, Is.EqualTo(404));
    }
}
