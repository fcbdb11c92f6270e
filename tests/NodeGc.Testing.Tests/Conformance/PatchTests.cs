using System.Text.Json.Nodes;

namespace NodeGc.Testing.Tests.Conformance;

internal sealed class PatchTests
{
    private static Api Api => SharedCluster.Api;

    [Test]
    public async Task Merges_objects_removes_nulls_and_replaces_lists()
    {
        var path = await CreateAsync("""{ "mode": "Report", "names": ["a", "b"], "labels": { "x": "1", "y": "2" } }""");

        var patched = await Api.PatchAsync(
            path,
            Api.Merge,
            """{ "spec": { "names": ["c"], "labels": { "x": null } } }"""
        );

        Assert.That(JsonNode.DeepEquals(patched.At("spec.names"), JsonNode.Parse("""["c"]""")), Is.True);
        Assert.That(JsonNode.DeepEquals(patched.At("spec.labels"), JsonNode.Parse("""{ "y": "2" }""")), Is.True);
    }

    [Test]
    public async Task Carries_out_the_operations_of_a_json_patch_or_none()
    {
        var path = await CreateAsync("""{ "mode": "Report", "names": ["a"] }""");

        var done = await Api.PatchAsync(
            path,
            Api.JsonPatch,
            """[{ "op": "test", "path": "/spec/mode", "value": "Report" },"""
                + """ { "op": "add", "path": "/spec/names/-", "value": "b" }]"""
        );
        var refused = await Api.PatchAsync(
            path,
            Api.JsonPatch,
            """[{ "op": "remove", "path": "/spec/names/0" },"""
                + """ { "op": "test", "path": "/spec/mode", "value": "Enforce" }]"""
        );

        Assert.That(done.At("spec.names")!.ToJsonString(), Is.EqualTo("""["a","b"]"""));
        Assert.That(refused.Code, Is.EqualTo(422));
        Assert.That((await Api.GetAsync(path)).At("spec.names")!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Insists_on_a_version_that_a_patch_names()
    {
        var path = await CreateAsync("""{ "mode": "Report" }""");

        var answer = await Api.PatchAsync(
            path,
            Api.Merge,
            """{ "metadata": { "resourceVersion": "1" }, "spec": { "size": 2 } }"""
        );

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((409, "Conflict")));
    }

    [Test]
    public async Task Merges_containers_by_name_and_environment_by_name()
    {
        var path = await Deployments.CreateAsync(Api);

        var patched = await Api.PatchAsync(
            path,
            Api.Strategic,
            """
            { "spec": { "template": { "spec": { "containers": [
              { "name": "main", "env": [ { "name": "B", "value": "2" }, { "name": "A", "$patch": "delete" } ] },
              { "name": "second", "image": "other" } ] } } } }
            """
        );

        var containers = patched.At("spec.template.spec.containers")!.AsArray();
        var main = containers.Single(container => container!["name"]!.ToString() == "main")!;
        Assert.That(containers, Has.Count.EqualTo(2));
        Assert.That(main["image"]!.ToString(), Is.EqualTo("first"));
        Assert.That(
            main["env"]!.AsArray().Select(variable => variable!["name"]!.ToString()),
            Is.EqualTo(new[] { "B" })
        );
    }

    [TestCase("true")]
    [TestCase("false")]
    public async Task Lets_only_an_apply_say_whether_it_insists(string force)
    {
        var path = await CreateAsync("""{ "mode": "Report" }""");

        var refused = await Api.PatchAsync($"{path}?force={force}", Api.Merge, """{ "spec": { "mode": "Enforce" } }""");

        Assert.That((refused.Code, refused.Reason), Is.EqualTo((422, "Invalid")));
        Assert.That(refused.Message, Does.EndWith("force: Forbidden: may not be specified for non-apply patch"));
        Assert.That((await Api.GetAsync(path)).Text("spec.mode"), Is.EqualTo("Report"));
    }

    private static async Task<string> CreateAsync(string spec)
    {
        var name = Widgets.FreshName();
        var created = await Api.CreateAsync(Widgets.Path, Widgets.Named(name, spec));
        Assert.That(created.Code, Is.EqualTo(201), created.Message);
        return Widgets.PathOf(name);
    }
}
