using System.Diagnostics;
using System.Text.Json.Nodes;
using NodeGc.Agent.Daemon;
using NodeGc.Testing.ApiServer.Requirements;
using NodeGc.Testing.Stores;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>What the agent's process makes of orders, good and bad.</summary>
[Category("Real")]
internal sealed class OrderTests
{
    private static readonly string[] FileNames = [.. Enumerable.Range(0, 1000).Select(file => $"f{file}")];

    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Carries_out_an_order_and_says_what_went()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Succeeded"), scene.Log);
        Assert.That(
            scene.Store.Orphans.Where(orphan => Directory.Exists(scene.Store.PathOf(orphan))),
            Is.Empty,
            report.ToString()
        );
    }

    [Test]
    public async Task Is_ready_on_a_node_without_a_store_and_skips_orders()
    {
        // Without the Docker daemons of other tests, and without the scene's store.
        var host = Directory.CreateDirectory(Path.Combine(scene.Store.StateDirectory, "host")).FullName;
        var proc = new ProcOnDisk(Path.Combine(scene.Store.StateDirectory, "proc"));
        scene.StartAgent("--host-root", host, "--proc", proc.Root);
        await scene.AwaitAsync("the node to be without a store", one =>
            one["status"]?["conditions"]?.AsArray().Any(condition => (string?)condition!["reason"] == "NoStore") == true
        );
        await scene.OrderAsync(AgentScene.Order("run-1"));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Skipped"), scene.Log);
        Assert.That((string?)report["message"], Does.Contain("no Docker daemon is running"));
        Assert.That(scene.Store.Orphans.Select(scene.Store.PathOf), Has.All.Matches<string>(Directory.Exists));
    }

    [Test]
    public async Task Shows_with_the_end_of_a_run_what_lies_in_quarantine_now()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));

        var storage = await scene.AwaitAsync("the end of the run", one =>
            (string?)AgentScene.Report(one)?["phase"] == "Succeeded"
        );

        var root = storage["status"]!["dataRoots"]![0]!;
        Assert.That(
            (int?)root["quarantine"]!["held"]!["items"],
            Is.EqualTo(scene.Store.Orphans.Count),
            storage.ToString()
        );
    }

    [Test]
    [NeedsInProcessServer("Only the server in this process counts requests.")]
    public async Task Writes_three_times_for_a_run_and_else_only_heartbeats()
    {
        var server = scene.Cluster.InProcess!;
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        var (clock, before) = (Stopwatch.StartNew(), Writes());
        await scene.OrderAsync(AgentScene.Order("run-1"));
        await scene.AwaitEndAsync("run-1");

        var (heartbeats, writes) = ((int)(clock.Elapsed / StatusPublisher.Heartbeat) + 1, Writes() - before);

        Assert.That(writes, Is.InRange(1, 3 + heartbeats));

        int Writes() => server.Requests.All.Count(ReportingScene.IsStatus);
    }

    [Test]
    public async Task Tells_the_gap_that_an_order_measured()
    {
        scene.StartAgent("--read-only");
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));
        await scene.AwaitEndAsync("run-1");

        var storage = await scene.AwaitAsync("the usage", one => one["status"]?["dataRoots"]?.AsArray().Count > 0);

        var root = storage["status"]!["dataRoots"]![0]!;
        Assert.That((string?)root["path"], Is.EqualTo(scene.Store.DataRoot));
        Assert.That(
            (long)root["unaccounted"]!["bytes"]!,
            Is.EqualTo((long)root["onDisk"]!["bytes"]! - (long)root["accountedFor"]!["bytes"]!).And.GreaterThan(0)
        );
        Assert.That(root["parts"]!.AsArray().Select(part => (string?)part!["name"]), Does.Contain("orphanedLayers"));
    }

    [Test]
    public async Task Skips_an_order_where_it_was_started_read_only()
    {
        var before = scene.Store.Digest();
        scene.StartAgent("--read-only");
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Skipped"));
        Assert.That((string?)report["message"], Does.Contain("read-only"));
        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task Refuses_an_order_whose_fields_the_schema_let_through()
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1", interval: "4s"));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)report["message"], Does.Contain("Invalid order: collect.layers.confirmationInterval"));
        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task Refuses_an_order_that_carries_no_digest()
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsItIsAsync(AgentScene.Order("run-1"));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)report["refusalReason"], Does.StartWith("it has no digest").And.Contains("upgrade both"));
        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [TestCase("when")]
    [TestCase("protect")]
    [TestCase("maxBytes")]
    [TestCase("quarantine")]
    public async Task Refuses_an_order_of_which_an_old_definition_dropped_a_field(string field)
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.ForgetFieldAsync(field);
        await scene.OrderAsync(Restricted("run-1"));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That(
            (string?)report["refusalReason"],
            Does.StartWith("it does not match its digest"),
            report.ToString()
        );
        Assert.That((string?)report["message"], Does.Contain("nodestorages.nodegc.io"));
        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task Carries_out_an_order_that_it_refused_once_the_order_is_whole()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsItIsAsync(AgentScene.Order("run-1"));
        await scene.AwaitEndAsync("run-1");
        await scene.OrderAsync(AgentScene.Order("run-1"));

        var storage = await scene.AwaitAsync("the end of the order", one =>
            (string?)AgentScene.Report(one)?["phase"] == "Succeeded"
        );

        Assert.That(AgentScene.Report(storage)!["refusalReason"], Is.Null);
        Assert.That(scene.OrphansAreThere, Is.False);
    }

    [Test]
    public async Task A_pin_that_another_cleanup_adds_stops_a_run_that_has_begun()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1", interval: "1h"));
        await scene.AwaitAsync("the first scan", storage =>
            ((string?)AgentScene.Report(storage)?["message"])?.Contains("next scan at") == true
        );
        var pinned = AgentScene.Order("run-1");
        pinned["alsoProtect"] = new JsonObject { ["images"] = new JsonArray("no/such:image") };
        await scene.OrderAsync(pinned);

        Assert.That(
            (string?)(await scene.AwaitEndAsync("run-1"))["phase"],
            Is.EqualTo("Succeeded"),
            "it started again with an interval of 5s"
        );
    }

    [TestCase("../../outside")]
    [TestCase("/etc")]
    [TestCase("..")]
    public async Task Refuses_an_order_whose_run_names_something_outside_the_data_root(string run)
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        Assert.ThrowsAsync<HttpRequestException>(
            () => scene.OrderAsync(AgentScene.Order(run)),
            "the schema refuses it"
        );
        await scene.ForgetPatternsAsync();
        await scene.OrderAsync(AgentScene.Order(run));

        var report = await scene.AwaitEndAsync(run);

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)report["message"], Does.Contain("Invalid order: runID"));
        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task Names_damage_in_a_condition_and_carries_nothing_out()
    {
        await File.WriteAllTextAsync(scene.Store.First("image/overlay2/layerdb/mounts", "mount-id"), "{");
        var before = scene.Store.DigestWithoutOrphans();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));

        var report = await scene.AwaitEndAsync("run-1");
        var storage = await scene.AwaitAsync("the condition", one => ConditionOf(one, "MetadataDamaged") is not null);

        Assert.That((string?)report["message"], Does.StartWith("0 to remove"), report.ToString());
        Assert.That((string?)ConditionOf(storage, "MetadataDamaged")!["status"], Is.EqualTo("True"));
        Assert.That(
            (string?)ConditionOf(storage, "MetadataDamaged")!["message"],
            Does.StartWith("image/overlay2/layerdb/mounts/")
        );
        Assert.That((string?)ConditionOf(storage, "Ready")!["reason"], Is.EqualTo("MetadataNotUnderstood"));
        Assert.That(scene.Store.DigestWithoutOrphans(), Is.EqualTo(before));
        Assert.That(scene.Store.Orphans.Select(scene.Store.PathOf), Is.All.Matches<string>(Directory.Exists));
    }

    [Test]
    public async Task Says_that_the_data_root_is_missing()
    {
        // Of an engine that is running, which uses another data root.
        var proc = new ProcOnDisk(Path.Combine(scene.Store.StateDirectory, "proc")).Process(7, "dockerd", "dockerd");
        scene.StartAgent("--proc", proc.Root);
        await scene.AwaitAgentAsync();
        Directory.Move(scene.Store.DataRoot, scene.Store.DataRoot + ".away");
        await scene.OrderAsync(AgentScene.Order("run-1"));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)report["message"], Does.Contain("No such directory. Specify the engine's data root"));
    }

    [Test]
    public async Task Removes_nothing_for_an_order_that_is_withdrawn_before_the_second_scan()
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1", interval: "1h"));
        await scene.AwaitAsync("the first scan", storage =>
            ((string?)AgentScene.Report(storage)?["message"])?.Contains("next scan at") == true
        );
        await scene.OrderAsync();

        await scene.AwaitAsync("the report to go", storage => AgentScene.Report(storage) is null);

        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_deletion_stops_when_its_order_is_withdrawn_and_is_finished_once_the_agent_keeps_house()
    {
        var orphan = scene.Store.PathOf(scene.Store.Orphans[0]);
        foreach (var file in FileNames)
            File.WriteAllText(Path.Combine(orphan, "diff", file), "");
        var agent = scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(Deleting("run-1", perSecond: 20));
        await scene.AwaitAsync("files to go", _ => CountFiles() is > 0 and var count && count < FileNames.Length);
        await scene.OrderAsync();
        await scene.AwaitAsync("the report to go", storage => AgentScene.Report(storage) is null);
        NodeGc.Testing.Docker.Deadline.Await("the deletion to stop", () =>
            scene.Log.Contains("stopped on request", StringComparison.Ordinal)
        );
        var left = CountFiles();

        agent.Kill();
        scene.StartAgent();

        NodeGc.Testing.Docker.Deadline.Await("the deletion to be finished", () => CountFiles() == 0);
        Assert.That(left, Is.GreaterThan(FileNames.Length / 2), "it stopped");
        Assert.That(scene.OrphansAreThere, Is.False);
    }

    [Test]
    public async Task Leaves_a_node_alone_that_is_not_full_enough_and_says_how_full_it_is()
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(When(AgentScene.Order("run-1"), high: 100, low: 99));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Skipped"));
        Assert.That((string?)report["message"], Does.Match("^disk usage [0-9]+% is below the high threshold of 100%$"));
        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task Deletes_all_that_may_go_of_a_node_that_stays_too_full_and_says_so()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(When(AgentScene.Order("run-1"), high: 1, low: 0));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Succeeded"), report.ToString());
        Assert.That(
            (string?)report["pressure"]!["startReason"],
            Does.Match("^disk usage [0-9]+% has reached the high threshold of 1%$")
        );
        Assert.That(
            (string?)report["pressure"]!["stopReason"],
            Does.Match("^disk usage [0-9]+% is above the low threshold of 0%; everything eligible was removed$")
        );
        Assert.That((bool)report["pressure"]!["aboveLow"]!, Is.True);
        Assert.That(
            (long)report["totals"]!["reclaimed"]!["items"]!,
            Is.EqualTo(scene.Store.Orphans.Count),
            "the quarantine gives way under pressure"
        );
        Assert.That(
            scene.Store.Orphans.Where(orphan => Directory.Exists(scene.Store.PathOf(orphan))),
            Is.Empty,
            report.ToString()
        );
    }

    [Test]
    public async Task Plans_by_estimate_where_it_only_reports_on_a_full_node()
    {
        var order = When(AgentScene.Order("run-1"), high: 1, low: 0);
        order["mode"] = "Report";
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(order);

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That(
            (string?)report["pressure"]!["stopReason"],
            Does.StartWith("estimated: disk usage").And.EndsWith("even if everything eligible were removed")
        );
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    private static JsonObject Restricted(string run)
    {
        var order = When(AgentScene.Order(run), high: 2, low: 1);
        order["protect"] = new JsonObject { ["images"] = new JsonArray("keep/*") };
        order["disposal"] = new JsonObject { ["quarantine"] = "36h" };
        order["limits"] = new JsonObject { ["maxBytes"] = "1Gi" };
        return order;
    }

    /// <summary>The files in quarantined layers, without opening a layer: the agent would see that it is in use and put
    /// it back.</summary>
    private int CountFiles()
    {
        var layers = new DirectoryInfo(scene.Store.PathOf(".nodegc/quarantine/run-1/layers"));
        return !layers.Exists
            ? 0
            : layers
                .EnumerateDirectories()
                .Sum(layer => FileNames.Count(file => File.Exists($"{layer.FullName}/diff/{file}")));
    }

    internal static JsonObject Deleting(string run, int perSecond)
    {
        var order = AgentScene.Order(run);
        order["disposal"] = new JsonObject { ["quarantine"] = "0s" };
        order["limits"]!["maxPercentOfStore"] = 100;
        order["limits"]!["deletesPerSecond"] = perSecond;
        return order;
    }

    private static JsonObject When(JsonObject order, int high, int low)
    {
        order["when"] = new JsonObject
        {
            ["diskUsagePercent"] = new JsonObject { ["high"] = high, ["low"] = low },
        };
        return order;
    }

    private static JsonNode? ConditionOf(JsonObject storage, string type) =>
        storage["status"]?["conditions"]?.AsArray().FirstOrDefault(condition => (string?)condition!["type"] == type);
}
