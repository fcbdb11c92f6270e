using System.Text.Json.Nodes;

namespace NodeGc.Testing.Tests.Conformance;

internal sealed class ApplyTests
{
    private readonly string name = Widgets.FreshName();

    private static Api Api => SharedCluster.Api;

    [SetUp]
    public Task Start() => Api.DeleteAsync(Widgets.PathOf(name));

    [Test]
    public async Task Creates_what_is_not_there_and_owns_only_what_was_applied()
    {
        var created = await ApplyAsync("alice", """{ "mode": "Report" }""");

        Assert.That(created.Code, Is.EqualTo(201));
        Assert.That(created.Text("spec.size"), Is.EqualTo("3"));
        Assert.That(OwnedBy(created, "alice").ToJsonString(), Is.EqualTo("""{"f:spec":{"f:mode":{}}}"""));
    }

    [Test]
    public async Task Removes_what_is_applied_no_longer()
    {
        await ApplyAsync("alice", """{ "mode": "Report", "title": "hello", "names": ["a"] }""");

        var again = await ApplyAsync("alice", """{ "mode": "Report" }""");

        Assert.That(again.At("spec.title"), Is.Null);
        Assert.That(again.At("spec.names"), Is.Null);
    }

    [Test]
    public async Task Leaves_alone_what_others_own()
    {
        await ApplyAsync("alice", """{ "mode": "Report" }""");

        var other = await ApplyAsync("bob", """{ "title": "hello" }""");
        var again = await ApplyAsync("alice", """{ "mode": "Enforce" }""");

        Assert.That(other.Text("spec.mode"), Is.EqualTo("Report"));
        Assert.That((again.Text("spec.mode"), again.Text("spec.title")), Is.EqualTo(("Enforce", "hello")));
    }

    [Test]
    public async Task Refuses_to_change_what_somebody_else_owns_unless_forced()
    {
        await ApplyAsync("alice", """{ "mode": "Report" }""");

        var conflict = await ApplyAsync("bob", """{ "mode": "Enforce" }""");
        var same = await ApplyAsync("bob", """{ "mode": "Report" }""");
        var forced = await ApplyAsync("carol", """{ "mode": "Enforce" }""", "&force=true");

        Assert.That((conflict.Code, conflict.Reason), Is.EqualTo((409, "Conflict")));
        Assert.That(conflict.Message, Is.EqualTo("Apply failed with 1 conflict: conflict with \"alice\": .spec.mode"));
        Assert.That(conflict.At("details.causes")![0]!["field"]!.ToString(), Is.EqualTo(".spec.mode"));
        Assert.That(same.Code, Is.EqualTo(200));
        Assert.That(forced.Text("spec.mode"), Is.EqualTo("Enforce"));
        Assert.That(Managers(forced), Is.EqualTo(new[] { "carol" }));
    }

    [Test]
    public async Task Gives_fields_written_otherwise_to_their_writer()
    {
        await ApplyAsync("alice", """{ "mode": "Report" }""");
        await Api.PatchAsync(
            Widgets.PathOf(name) + "?fieldManager=hand",
            Api.Merge,
            """{ "spec": { "mode": "Enforce" } }"""
        );

        var conflict = await ApplyAsync("alice", """{ "mode": "Report" }""");

        Assert.That(
            conflict.Message,
            Is.EqualTo("Apply failed with 1 conflict: conflict with \"hand\" using example.com/v1: .spec.mode")
        );
    }

    [Test]
    public async Task Merges_conditions_by_their_type()
    {
        await ApplyAsync("alice", """{ "mode": "Report" }""");
        await ApplyStatusAsync("alice", """{ "conditions": [ { "type": "Ready", "status": "False" } ] }""");

        await ApplyStatusAsync("bob", """{ "conditions": [ { "type": "Stalled", "status": "True" } ] }""");
        var last = await ApplyStatusAsync("alice", """{ "conditions": [ { "type": "Ready", "status": "True" } ] }""");

        var conditions = last.At("status.conditions")!
            .AsArray()
            .Select(condition => $"{condition!["type"]}={condition["status"]}");
        Assert.That(conditions, Is.EqualTo(new[] { "Ready=True", "Stalled=True" }));
    }

    [Test]
    public async Task Adds_entries_to_a_list_that_was_applied_empty()
    {
        await ApplyAsync("alice", """{ "mode": "Report" }""");
        await ApplyStatusAsync("alice", """{ "conditions": [] }""");

        var filled = await ApplyStatusAsync("alice", """{ "conditions": [ { "type": "Ready", "status": "True" } ] }""");

        Assert.That(filled.At("status.conditions")?.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Changes_nothing_when_the_same_is_applied_again()
    {
        await ApplyAsync("alice", """{ "mode": "Report", "tags": ["a"] }""");
        var first = await Api.GetAsync(Widgets.PathOf(name));

        var second = await ApplyAsync("alice", """{ "mode": "Report", "tags": ["a"] }""");

        Assert.That(second.Version, Is.EqualTo(first.Version));
    }

    [Test]
    public async Task Demands_the_name_in_what_creates_an_object_and_takes_it_from_one_that_is_there()
    {
        var nameless = Widgets.Named(name);
        nameless["metadata"]!.AsObject().Remove("name");
        var path = $"{Widgets.PathOf(name)}?fieldManager=alice";

        var refused = await Api.PatchAsync(path, Api.Apply, nameless.ToJsonString());
        await ApplyAsync("alice", """{ "mode": "Report" }""");
        var taken = await Api.PatchAsync(path, Api.Apply, nameless.ToJsonString());

        Assert.That((refused.Code, taken.Code), Is.EqualTo((400, 200)));
        Assert.That(refused.Message, Does.EndWith("name must be provided"));
    }

    [Test]
    public async Task Demands_a_manager()
    {
        var answer = await Api.PatchAsync(Widgets.PathOf(name), Api.Apply, Widgets.Named(name).ToJsonString());

        Assert.That(answer.Code, Is.EqualTo(422).Or.EqualTo(400));
        Assert.That(answer.Message, Does.Contain("fieldManager"));
    }

    private Task<Answer> ApplyAsync(string manager, string spec, string query = "") =>
        Api.PatchAsync(
            $"{Widgets.PathOf(name)}?fieldManager={manager}{query}",
            Api.Apply,
            Widgets.Named(name, spec).ToJsonString()
        );

    private Task<Answer> ApplyStatusAsync(string manager, string status)
    {
        var body = Widgets.Named(name);
        body.Remove("spec");
        body["status"] = JsonNode.Parse(status);
        return Api.PatchAsync($"{Widgets.PathOf(name)}/status?fieldManager={manager}", Api.Apply, body.ToJsonString());
    }

    private static IEnumerable<string> Managers(Answer answer) =>
        answer.At("metadata.managedFields")!.AsArray().Select(entry => entry!["manager"]!.ToString());

    private static JsonNode OwnedBy(Answer answer, string manager) =>
        answer.At("metadata.managedFields")!.AsArray().Single(entry => entry!["manager"]!.ToString() == manager)![
            "fieldsV1"
        ]!;
}
