using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Programs;

namespace NodeGc.Testing.Tests.Kubectl;

/// <summary>What a person does with the real kubectl, from the first apply to the last delete.</summary>
[TestFixtureSource(typeof(KubectlVersions), nameof(KubectlVersions.All))]
internal sealed class KubectlTests(KubectlVersion version)
{
    private readonly string name = Widgets.FreshName();
    private ApiServer.Kubectl? kubectl;

    /// <summary>One for the fixture: it caches what the server serves.</summary>
    private ApiServer.Kubectl Kubectl =>
        kubectl ??= SharedCluster.Cluster.KubectlWith(SharedCluster.Cluster.AdminKubeconfigPath, version);

    private string Manifest(string spec = "{ mode: Report }", string labels = "{ made-by: tests }") =>
        $"""
            apiVersion: example.com/v1
            kind: Widget
            metadata: {"{"} name: {name}, labels: {labels} {"}"}
            spec: {spec}
            """;

    [TearDown]
    public Task Clean() => RunAsync($"delete widget {name} --ignore-not-found");

    [Test]
    public async Task Is_of_the_version_that_is_meant()
    {
        var said = (await RunAsync("version --client -o json")).Must();

        Assert.That(said, Does.Contain($"\"gitVersion\": \"v1.{version.ToString()[^2..]}."));
    }

    [Test]
    public async Task Applies_and_says_what_changed()
    {
        Assert.That(await Kubectl.ApplyAsync(Manifest(), default), Does.Contain($"widget.example.com/{name} created"));
        Assert.That(await Kubectl.ApplyAsync(Manifest(), default), Does.Contain("unchanged"));
        Assert.That(await Kubectl.ApplyAsync(Manifest("{ mode: Enforce }"), default), Does.Contain("configured"));
    }

    [Test]
    public async Task Gets_the_columns_of_the_kind()
    {
        await Kubectl.ApplyAsync(Manifest(), default);
        await ReportReadyAsync();

        var plain = await RunAsync($"get wd {name}");
        var wide = await RunAsync($"get wd {name} -o wide");

        Assert.That(plain.Output, Does.Match(@"^NAME +MODE +READY +AGE\n" + name + @" +Report +True +\d+s\n$"));
        Assert.That(wide.Output, Does.Match(@"^NAME +MODE +READY +SIZE +AGE\n" + name + @" +Report +True +3 +\d+s\n$"));
    }

    [Test]
    public async Task Gets_yaml_with_defaults()
    {
        await Kubectl.ApplyAsync(Manifest(), default);

        var yaml = (await RunAsync($"get widget {name} -o yaml")).Output;

        Assert.That(yaml, Does.Contain("  size: 3\n").And.Contain("kind: Widget\n"));
    }

    [Test]
    public async Task Selects_by_labels_and_by_category()
    {
        await Kubectl.ApplyAsync(Manifest(labels: $"{{ test: {name} }}"), default);

        Assert.That(
            (await RunAsync($"get toys -l test={name} -o name")).Output,
            Is.EqualTo($"widget.example.com/{name}\n")
        );
        Assert.That((await RunAsync($"get toys -l test!={name} -o name")).Output, Does.Not.Contain(name));
    }

    [Test]
    public async Task Waits_for_a_condition_that_comes_later()
    {
        await Kubectl.ApplyAsync(Manifest(), default);

        var waiting = RunAsync($"wait --for=condition=Ready widget/{name} --timeout=30s");
        await ReportReadyAsync();

        Assert.That((await waiting).Must(), Does.Contain("condition met"));
    }

    [Test]
    public async Task Waits_with_a_deletion_until_the_last_finalizer_is_gone()
    {
        await Kubectl.ApplyAsync(Manifest(), default);
        await SharedCluster.Api.PatchAsync(
            Widgets.PathOf(name),
            Api.Merge,
            """{ "metadata": { "finalizers": ["example.com/hold"] } }"""
        );

        var deleting = RunAsync($"delete widget {name}");
        Assert.That(
            async () => (await SharedCluster.Api.GetAsync(Widgets.PathOf(name))).Text("metadata.deletionTimestamp"),
            Is.Not.Empty.After(30).Seconds.PollEvery(50).MilliSeconds
        );
        await SharedCluster.Api.PatchAsync(
            Widgets.PathOf(name),
            Api.Merge,
            """{ "metadata": { "finalizers": null } }"""
        );

        Assert.That((await deleting).Must(), Does.Contain("deleted"));
    }

    [Test]
    public async Task Describes_an_object_with_its_events()
    {
        await Kubectl.ApplyAsync(Manifest(), default);
        var uid = (await RunAsync($"get widget {name} -o jsonpath={{.metadata.uid}}")).Output;
        await Kubectl.RunAsync(
            ["create", "-f", "-"],
            $$"""
            { "apiVersion": "v1", "kind": "Event", "metadata": { "generateName": "event-", "namespace": "default" },
              "involvedObject":
                { "apiVersion": "example.com/v1", "kind": "Widget", "name": "{{name}}", "uid": "{{uid}}" },
              "type": "Normal", "reason": "Polished", "message": "it shines", "source": { "component": "test" } }
            """,
            default
        );

        var described = (await RunAsync($"describe widget {name}")).Must();

        Assert.That(described, Does.Contain($"Name:         {name}").And.Contain("Polished").And.Contain("it shines"));
    }

    [Test]
    public async Task Patches_by_merge_and_by_operations()
    {
        await Kubectl.ApplyAsync(Manifest(), default);

        await RunAsync($$$"""patch widget {{{name}}} --type=merge -p {"spec":{"size":5}}""");
        await RunAsync(
            $$"""patch widget {{name}} --type=json -p [{"op":"replace","path":"/spec/mode","value":"Enforce"}]"""
        );

        Assert.That(
            (await RunAsync($"get widget {name} -o jsonpath={{.spec.mode}}-{{.spec.size}}")).Output,
            Is.EqualTo("Enforce-5")
        );
    }

    [Test]
    public async Task Replaces_an_object_as_edit_does()
    {
        await Kubectl.ApplyAsync(Manifest(), default);
        var edited = (await RunAsync($"get widget {name} -o yaml")).Output.Replace(
            "size: 3",
            "size: 6",
            StringComparison.Ordinal
        );

        var replaced = await Kubectl.RunAsync(["replace", "-f", "-"], edited, default);
        var stale = await Kubectl.RunAsync(
            ["replace", "-f", "-"],
            edited.Replace("size: 6", "size: 7", StringComparison.Ordinal),
            default
        );

        Assert.That(replaced.Must(), Does.Contain("replaced"));
        Assert.That(stale.Errors, Does.Contain("(Conflict)").And.Contain("the object has been modified"));
    }

    [Test]
    public async Task Shows_what_the_schema_refuses()
    {
        var refused = await Kubectl.RunAsync(["apply", "-f", "-"], Manifest("{ mode: Later }"), default);

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.Errors, Does.Contain($"The Widget \"{name}\" is invalid"));
        Assert.That(
            refused.Errors,
            Does.Contain("spec.mode: Unsupported value: \"Later\": supported values: \"Report\", \"Enforce\"")
        );
    }

    [Test]
    public async Task Refuses_unknown_fields_by_default()
    {
        var refused = await Kubectl.RunAsync(["create", "-f", "-"], Manifest("{ mode: Report, colour: red }"), default);

        // By the server, or, where that cannot, by kubectl, which names no path.
        Assert.That(
            refused.Errors,
            Does.Contain("unknown field \"spec.colour\"").Or.Contain("unknown field \"colour\"")
        );
        // 1.20 does not ask the server to refuse, which then warns.
        if (version != KubectlVersion.Kubectl20)
            Assert.That(refused.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Tries_an_apply_on_the_server_without_storing_it()
    {
        // A built-in kind: kubectl before 1.22 looks for custom ones in a place that no present server has.
        var manifest = $$"""{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "{{name}}" } }""";

        var tried = await Kubectl.RunAsync(["apply", "--dry-run=server", "-f", "-"], manifest, default);

        Assert.That(tried.Must(), Does.Contain("created (server dry run)"));
        Assert.That((await RunAsync($"get namespace {name}")).Errors, Does.Contain("(NotFound)"));
    }

    [Test]
    public async Task Applies_on_the_server_after_having_applied_on_the_client()
    {
        await Kubectl.ApplyAsync(Manifest(), default);

        var applied = await Kubectl.RunAsync(
            ["apply", "--server-side", "-f", "-"],
            Manifest("{ mode: Enforce }"),
            default
        );
        var conflict = await Kubectl.RunAsync(
            ["apply", "--server-side", "--field-manager=other", "-f", "-"],
            Manifest(),
            default
        );

        Assert.That(applied.Must(), Does.Contain("serverside-applied"));
        Assert.That(conflict.Errors, Does.Contain("Apply failed with 1 conflict").And.Contain(".spec.mode"));
    }

    [Test]
    public async Task Deletes_and_waits_until_it_is_gone()
    {
        await Kubectl.ApplyAsync(Manifest(), default);

        Assert.That((await RunAsync($"delete widget {name}")).Must(), Does.Contain("deleted"));
        Assert.That((await RunAsync($"get widget {name}")).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task Lists_the_kinds_that_are_served()
    {
        var kinds = (await RunAsync("api-resources --api-group=example.com")).Must();

        Assert.That(kinds, Does.Match(@"widgets +wd +example.com/v1 +false +Widget"));
    }

    [Test]
    public async Task Creates_built_in_objects_which_newer_ones_send_as_protobuf()
    {
        await RunAsync($"create configmap {name} --from-literal=a=b --from-literal=empty=");
        await RunAsync($"create serviceaccount {name}");

        var data = (await RunAsync($"get configmap {name} -o jsonpath={{.data}}")).Output;
        var account = (await RunAsync($"get serviceaccount {name} -o name")).Output;
        await RunAsync($"delete configmap,serviceaccount {name}");

        Assert.That(data, Does.Match("""^\{"a":"b","empty":""\}$|^map\[a:b empty:\]$"""));
        Assert.That(account, Is.EqualTo($"serviceaccount/{name}\n"));
    }

    [Test]
    public async Task Asks_what_an_account_may_do()
    {
        await RunAsync($"create serviceaccount {name}");
        await RunAsync($"create clusterrole {name} --verb=get,list --resource=widgets.example.com");
        await RunAsync($"create clusterrolebinding {name} --clusterrole={name} --serviceaccount=default:{name}");
        var account = SharedCluster.Cluster.KubectlWith(
            await SharedCluster.Cluster.MintKubeconfigAsync("default", name, default),
            version
        );

        Assert.That(
            async () => (await account.RunAsync(["auth", "can-i", "list", "widgets"], default)).Output.Trim(),
            Is.EqualTo("yes").After(10).Seconds.PollEvery(100).MilliSeconds
        );
        Assert.That(
            (await account.RunAsync(["auth", "can-i", "delete", "widgets"], default)).Output.Trim(),
            Is.EqualTo("no")
        );
        Assert.That((await account.RunAsync(["delete", "widget", "x"], default)).Errors, Does.Contain("(Forbidden)"));
        await RunAsync($"delete clusterrole,clusterrolebinding,serviceaccount {name}");
    }

    // Not by kubectl, whose older versions have no --subresource.
    private Task<Answer> ReportReadyAsync() =>
        SharedCluster.Api.PatchAsync(
            Widgets.PathOf(name) + "/status",
            Api.Merge,
            """{ "status": { "conditions": [{ "type": "Ready", "status": "True" }] } }"""
        );

    // Arguments are split at blanks: none of these commands needs one inside an argument.
    private Task<KubectlResult> RunAsync(string arguments) => Kubectl.RunAsync(arguments.Split(' '), default);
}
