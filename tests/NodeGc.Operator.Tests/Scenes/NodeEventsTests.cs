using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Testing.Programs;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>What happened to a node is shown by <c>kubectl describe node</c>, of every version.</summary>
[Category("Slow")]
public sealed class NodeEventsTests
{
    private const string Enforce = """{ "mode": "Enforce", "collect": { "layers": {} } }""";

    private static readonly string[] Expected =
    [
        "StorageCleanupCompleted",
        "StorageCleanupFailed",
        "StorageDeletionPrevented",
        "StorageRestored",
    ];

    private Scene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task EndAsync() => await scene.DisposeAsync();

    [Test]
    public async Task They_are_shown_by_describe_node_and_a_restarted_operator_does_not_repeat_them()
    {
        var agents = new[] { await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2") };
        var first = scene.StartOperator();
        await scene.ApplyAsync("weekly", Enforce);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        var run = agents[0].CarriedOut.Single();
        Array.ForEach(agents, agent => agent.IsAway = true);

        await ReportAsync("n1", run);
        await scene.UntilAsync("all events of n1", async () => Expected.All((await ReasonsAsync("n1")).Contains));
        foreach (var version in KubectlVersions.All)
        {
            var kubectl = scene.Cluster.KubectlWith(scene.Cluster.AdminKubeconfigPath, version);
            var shown = await kubectl.MustAsync(["describe", "node", "n1"], default);
            foreach (var reason in Expected)
                Assert.That(shown, Does.Match($@"(Normal|Warning)\s+{reason}\s"), $"{version}");
        }
        await scene.UntilAsync("an event of the cleanup", async () =>
            (await ReasonsAsync("weekly")).Contains("Restored")
        );

        await first.StopAsync();
        scene.StartOperator("operator-1");
        await ReportAsync("n2", run);
        await scene.UntilAsync("all events of n2", async () => Expected.All((await ReasonsAsync("n2")).Contains));

        // It is written after that of the node.
        await scene.UntilAsync("another event of the cleanup", async () => (await ReasonsAsync("weekly")).Count > 1);

        Assert.That(await ReasonsAsync("n1"), Is.EquivalentTo(Expected));
        Assert.That(await ReasonsAsync("weekly"), Has.Count.EqualTo(2), "one for each node");
    }

    // What an agent would write after a run that removed something, one that failed, and a restore.
    private async Task ReportAsync(string node, string run)
    {
        var key = new ObjectKey(null, node);
        var now = DateTimeOffset.UtcNow;
        var request = new NodeRequest
        {
            Id = $"restore-{node}",
            ExpirationTime = now.AddHours(1),
            Restore = new RestoreRequest { RunId = run },
        };
        var spec = new NodeStorageSpec { Requests = [request] };
        var requests = JsonSerializer.SerializeToNode(spec, ApiJsonContext.Default.NodeStorageSpec)!["requests"]!;
        await scene.Storages.MergePatchAsync(
            key,
            new JsonObject { ["spec"] = new JsonObject { ["requests"] = requests.DeepClone() } },
            default
        );
        var removed = new ClassTotals
        {
            Class = CollectedClass.Layers,
            Reclaimed = new Tally { Items = 1, Bytes = 4096 },
        };
        var status = new NodeStorageStatus
        {
            HeartbeatTime = now,
            Orders =
            [
                Report("weekly", run, OrderPhase.Succeeded, now) with
                {
                    ByClass = [removed],
                },
                Report("other", "other-1-0123456789", OrderPhase.Failed, now),
            ],
            Conditions =
            [
                new Condition
                {
                    Type = NodeConditions.MetadataDamaged,
                    Status = ConditionStatus.True,
                    Reason = NodeReasons.Found,
                    Message = "image/overlay2/repositories.json is empty",
                    LastTransitionTime = now,
                },
            ],
            Answers =
            [
                new NodeAnswer
                {
                    Id = request.Id,
                    CompletionTime = now,
                    ExitCode = 0,
                },
            ],
        };
        var patch = JsonSerializer.SerializeToNode(status, ApiJsonContext.Default.NodeStorageStatus);
        await scene.Storages.Status.MergePatchAsync(key, new JsonObject { ["status"] = patch }, default);
    }

    private static OrderReport Report(string cleanup, string run, OrderPhase phase, DateTimeOffset now) =>
        new()
        {
            Cleanup = cleanup,
            RunId = run,
            Phase = phase,
            Message = "0 quarantined (0), 1 deleted (4Ki reclaimed), 0 failed",
            CompletionTime = now,
        };

    private async Task<IReadOnlyList<string>> ReasonsAsync(string name)
    {
        var events = await scene.Cluster.Objects.GetAsync("/api/v1/namespaces/default/events", default);
        return
        [
            .. events["items"]!
                .AsArray()
                .Where(one => (string?)one!["involvedObject"]!["name"] == name)
                .Select(one => (string)one!["reason"]!)
                .Where(reason => name != "weekly" || reason == "Restored"),
        ];
    }
}
