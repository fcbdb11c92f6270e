namespace NodeGc.Testing.Tests.Conformance;

internal sealed class ObjectTests
{
    private readonly string name = Widgets.FreshName();

    private static Api Api => SharedCluster.Api;

    [OneTimeTearDown]
    public Task Clean() => Api.DeleteAsync(Widgets.PathOf(name));

    [Test]
    public async Task Gives_a_new_object_an_identity_and_its_first_generation()
    {
        var created = await Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName()));

        Assert.That(created.Code, Is.EqualTo(201));
        Assert.That(Guid.TryParse(created.Text("metadata.uid"), out _), Is.True);
        Assert.That(created.Text("metadata.creationTimestamp"), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"));
        Assert.That(created.Text("metadata.generation"), Is.EqualTo("1"));
    }

    [Test]
    public async Task Refuses_a_second_object_of_the_same_name()
    {
        await Api.CreateAsync(Widgets.Path, Widgets.Named(name));

        var second = await Api.CreateAsync(Widgets.Path, Widgets.Named(name));

        Assert.That((second.Code, second.Reason), Is.EqualTo((409, "AlreadyExists")));
        Assert.That(second.Message, Is.EqualTo($"widgets.example.com \"{name}\" already exists"));
    }

    [Test]
    public async Task Says_what_is_not_found()
    {
        var answer = await Api.GetAsync(Widgets.PathOf("nowhere"));

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((404, "NotFound")));
        Assert.That(answer.Message, Is.EqualTo("widgets.example.com \"nowhere\" not found"));
        Assert.That(answer.Text("details.kind"), Is.EqualTo("widgets"));
    }

    [Test]
    public async Task Makes_a_name_from_its_beginning()
    {
        var body = Widgets.Named("x");
        body["metadata"] = new System.Text.Json.Nodes.JsonObject { ["generateName"] = "made-" };

        var created = await Api.CreateAsync(Widgets.Path, body);

        Assert.That(created.Text("metadata.name"), Does.Match("^made-[a-z0-9]{5}$"));
    }

    [Test]
    public async Task Refuses_an_update_from_a_stale_version()
    {
        var first = await Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName()));
        var path = Widgets.PathOf(first.Text("metadata.name"));
        first.Body["spec"]!["size"] = 5;
        var second = await Api.ReplaceAsync(path, first.Body);
        first.Body["spec"]!["size"] = 6;

        var stale = await Api.ReplaceAsync(path, first.Body);

        Assert.That(second.Code, Is.EqualTo(200));
        Assert.That((stale.Code, stale.Reason), Is.EqualTo((409, "Conflict")));
        Assert.That(
            stale.Message,
            Does.EndWith("the object has been modified; please apply your changes to the latest version and try again")
        );
    }

    [Test]
    public async Task Demands_the_version_in_a_replacement_of_a_custom_resource()
    {
        var fresh = Widgets.FreshName();
        await Api.CreateAsync(Widgets.Path, Widgets.Named(fresh));

        var answer = await Api.ReplaceAsync(Widgets.PathOf(fresh), Widgets.Named(fresh));

        Assert.That(answer.Code, Is.EqualTo(422));
        Assert.That(
            answer.Message,
            Does.Contain("metadata.resourceVersion: Invalid value").And.Contain("must be specified for an update")
        );
    }

    [Test]
    public async Task Counts_generations_for_the_desired_state_only()
    {
        var path = await CreateAsync();

        var labelled = await Api.PatchAsync(path, Api.Merge, """{ "metadata": { "labels": { "a": "b" } } }""");
        var reported = await Api.PatchAsync(path + "/status", Api.Merge, """{ "status": { "phase": "Busy" } }""");
        var changed = await Api.PatchAsync(path, Api.Merge, """{ "spec": { "size": 7 } }""");

        Assert.That(
            new[] { labelled, reported, changed }.Select(answer => answer.Text("metadata.generation")),
            Is.EqualTo(new[] { "1", "1", "2" })
        );
    }

    [Test]
    public async Task Keeps_version_and_generation_when_a_write_changes_nothing()
    {
        var path = await CreateAsync();
        var before = await Api.PatchAsync(path, Api.Merge, """{ "spec": { "size": 4 } }""");

        var after = await Api.PatchAsync(path, Api.Merge, """{ "spec": { "size": 4 } }""");

        Assert.That(after.Version, Is.EqualTo(before.Version));
    }

    [Test]
    public async Task Keeps_status_and_spec_apart()
    {
        var path = await CreateAsync();

        var main = await Api.PatchAsync(
            path,
            Api.Merge,
            """{ "spec": { "size": 8 }, "status": { "phase": "Ignored" } }"""
        );
        var status = await Api.PatchAsync(
            path + "/status",
            Api.Merge,
            """{ "spec": { "size": 9 }, "status": { "phase": "Busy" } }"""
        );

        Assert.That((main.Text("spec.size"), main.Text("status.phase")), Is.EqualTo(("8", "")));
        Assert.That((status.Text("spec.size"), status.Text("status.phase")), Is.EqualTo(("8", "Busy")));
    }

    [Test]
    public async Task Checks_but_stores_nothing_in_a_dry_run()
    {
        var fresh = Widgets.FreshName();

        var created = await Api.CreateAsync(Widgets.Path + "?dryRun=All", Widgets.Named(fresh));
        var refused = await Api.CreateAsync(
            Widgets.Path + "?dryRun=All",
            Widgets.Named(fresh, """{ "mode": "Never" }""")
        );

        Assert.That((created.Code, created.Text("spec.size")), Is.EqualTo((201, "3")));
        Assert.That(refused.Code, Is.EqualTo(422));
        Assert.That((await Api.GetAsync(Widgets.PathOf(fresh))).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task Refuses_a_body_of_another_kind_or_name()
    {
        var path = await CreateAsync();
        var other = Widgets.Named("other");
        other["metadata"]!["resourceVersion"] = "1";

        var renamed = await Api.ReplaceAsync(path, other);
        var misplaced = await Api.CreateAsync("/api/v1/nodes", Widgets.Named("x"));

        Assert.That((renamed.Code, misplaced.Code), Is.EqualTo((400, 400)));
        Assert.That(renamed.Message, Does.Contain("does not match the name on the URL"));
    }

    [Test]
    public async Task Refuses_to_create_in_a_namespace_that_is_not_there()
    {
        var answer = await Api.SendAsync(
            HttpMethod.Post,
            "/api/v1/namespaces/nowhere/configmaps",
            """{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "c" } }""",
            "application/json"
        );

        Assert.That((answer.Code, answer.Message), Is.EqualTo((404, "namespaces \"nowhere\" not found")));
    }

    [Test]
    public async Task Refuses_media_types_it_cannot_read()
    {
        var path = await CreateAsync();

        var strategic = await Api.PatchAsync(path, Api.Strategic, "{}");
        var text = await Api.SendAsync(HttpMethod.Post, Widgets.Path, "hello", "text/plain");

        Assert.That((strategic.Code, strategic.Reason), Is.EqualTo((415, "UnsupportedMediaType")));
        Assert.That(text.Code, Is.EqualTo(415));
    }

    private static async Task<string> CreateAsync()
    {
        var fresh = Widgets.FreshName();
        var created = await Api.CreateAsync(Widgets.Path, Widgets.Named(fresh));
        Assert.That(created.Code, Is.EqualTo(201), created.Message);
        return Widgets.PathOf(fresh);
    }
}
