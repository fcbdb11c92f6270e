using NodeGc.Api;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Whatever the API server answers, the operator does not press it: its requests are counted while each answer
/// lasts, with one node and with 2,000.</summary>
[TestFixture(1)]
[TestFixture(2000)]
[NeedsInProcessServer("A real API server has no switches to make things go wrong.")]
[Category("Slow")]
internal sealed class HotLoopTests(int nodes)
{
    private const string Report = """{ "collect": { "layers": {} } }""";

    /// <summary>How long each answer lasts.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(4);

    /// <summary>Nodes, NodeStorages, cleanups, restores and leases of agents.</summary>
    private const int Informers = 5;

    /// <summary>Of orders, and one of statuses.</summary>
    private const int Workers = 9;

    /// <summary>Of one key within the period: the first back-off is 25 ms at least, and each doubles.</summary>
    private const int Attempts = 9;

    /// <summary>The same for a connection: the first back-off is 250 ms at least.</summary>
    private const int Connections = 6;

    /// <summary>Retries of all keys together, as in RetryLimit: some at once, the others at a steady rate. Half as much
    /// again, because the machine may be slow and the period longer.</summary>
    private static readonly int Retries = (int)(1.5 * (100 + (20 * Period.TotalSeconds)));

    private const string Definition = "nodegc.io_nodestorages.yaml";

    private Scene scene = null!;
    private int cleanups;

    private FaultInjection Faults => scene.Cluster.InProcess!.Faults;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await Scene.StartAsync();
        // They reported a moment ago, for as long as these tests take.
        await Parallel.ForAsync(0, nodes, async (number, _) => await scene.AddReportedNodeAsync($"node-{number:0000}"));
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await scene.DisposeAsync();

    [TearDown]
    public async Task StopOperatorAsync()
    {
        Faults.Clear();
        await scene.StopOperatorsAsync();
        foreach (var cleanup in (await scene.Cleanups.ListAsync(new(), default)).Items)
            await scene.DeleteAsync(ResourceTypes.NodeStorageCleanups, cleanup.Metadata.Name!);
    }

    [TestCase(403)]
    [TestCase(409)]
    [TestCase(500)]
    public async Task Every_write_fails(int code)
    {
        await StartOperatorAsync();
        Faults.Always(IsStateWrite, new Fault.Answer(code));

        var requests = await CountAsync(IsStateWrite, ApplyAsync);

        // For each node and for the status of the only cleanup.
        Assert.That(requests, Is.InRange(2, nodes + Math.Min(nodes * Attempts, Retries) + Attempts));
    }

    [Test]
    public async Task Every_write_is_answered_with_retry_after()
    {
        await StartOperatorAsync();
        Faults.Always(IsStateWrite, new Fault.Answer(429, RetryAfterSeconds: 60));

        var requests = await CountAsync(IsStateWrite, ApplyAsync);

        // All nodes are looked at again once the first decision about a new cleanup is made. By then each worker may
        // have written a few times; what waits is not written again.
        Assert.That(requests, Is.InRange(2, nodes + (Math.Min(nodes, 4) * Workers)));
    }

    [Test]
    public async Task Every_order_is_stored_with_another_value()
    {
        await scene.DefineAsync(Definition, change: AddDefault);
        try
        {
            await StartOperatorAsync();

            var requests = await CountAsync(IsOrderWrite, ApplyAsync);

            // What was under way when the first one was noticed, and as many that take it back.
            Assert.That(requests, Is.InRange(2, 2 * Workers));
        }
        finally
        {
            await scene.DefineAsync(Definition);
        }
    }

    [Test]
    public async Task Watches_end_at_once()
    {
        await StartOperatorAsync();
        Faults.Always(request => request.IsWatch, new Fault.EndAtOnce());
        scene.Cluster.InProcess!.DropConnections();

        var requests = await CountAsync(IsRead);

        Assert.That(requests, Is.InRange(Informers, Informers * Connections));
    }

    [Test]
    public async Task Watches_have_always_expired()
    {
        await StartOperatorAsync();
        Faults.Always(request => request.IsWatch, new Fault.Answer(410));
        scene.Cluster.InProcess!.DropConnections();

        var requests = await CountAsync(IsRead);

        // Each list has several pages.
        Assert.That(requests, Is.InRange(Informers, Informers * Connections * (2 + nodes / 500)));
    }

    [Test]
    public async Task Every_request_takes_three_seconds()
    {
        await StartOperatorAsync();
        Faults.Always(request => IsStateWrite(request) || IsRead(request), new Fault.Delay(TimeSpan.FromSeconds(3)));

        var requests = await CountAsync(IsStateWrite, ApplyAsync);

        // Each worker has one request under way.
        Assert.That(requests, Is.InRange(0, 2 * Workers * (1 + (int)(Period / TimeSpan.FromSeconds(3)))));
    }

    private async Task StartOperatorAsync()
    {
        var running = scene.StartOperator($"operator-{cleanups}", heartbeatBound: TimeSpan.FromHours(1));
        await scene.UntilAsync("it leads", () => Task.FromResult(running.IsReady && running.Metrics.IsLeader));
    }

    /// <summary>As a webhook does that sets a field of each order.</summary>
    private static string AddDefault(string definition)
    {
        const string Field = "description: How often the run was started on this node before.";
        var indent = new string(' ', 24);
        return definition.Replace(Field, $"{Field}\n{indent}default: 0", StringComparison.Ordinal);
    }

    private Task ApplyAsync() => scene.ApplyAsync($"cleanup-{cleanups++}", Report);

    private async Task<int> CountAsync(Predicate<SeenRequest> counts, Func<Task>? begin = null)
    {
        var log = scene.Cluster.InProcess!.Requests;
        var before = log.All.Length;
        if (begin is not null)
            await begin();
        await Task.Delay(Period);
        return log.All.Skip(before).Count(request => counts(request));
    }

    /// <summary>Orders, and statuses of cleanups; the test applies cleanups themselves.</summary>
    private static bool IsStateWrite(SeenRequest request) =>
        WriteGate.IsOperatorWrite(request) && !request.Path.EndsWith("/events", StringComparison.Ordinal);

    private static bool IsOrderWrite(SeenRequest request) => IsStateWrite(request) && request.Method == "PATCH";

    private static bool IsRead(SeenRequest request) =>
        request.Method == "GET" && (request.IsWatch || request.Query.Contains("limit=", StringComparison.Ordinal));
}
