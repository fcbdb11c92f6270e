using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Queues;
using NodeGc.Operator.Notifications;
using NodeGc.Operator.Tests.Notifications;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>A webhook is notified of everything once, whatever happens to it and to the operator meanwhile.</summary>
[Category("Slow")]
internal sealed class NotificationsTests
{
    private const string Report = """{ "collect": { "layers": {} } }""";
    private const string Again = """{ "runOnce": "again", "collect": { "layers": {} } }""";

    private Scene scene = null!;
    private WebhookReceiver receiver = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scene = await Scene.StartAsync();
        receiver = await WebhookReceiver.StartAsync();
    }

    [TearDown]
    public async Task EndAsync()
    {
        await scene.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Test]
    public async Task Each_end_of_a_run_is_notified_once_and_forgotten()
    {
        var agent = await scene.AddNodeAsync("n1");
        scene.StartOperator(webhook: Options);
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("the end is notified", () => Task.FromResult(receiver.Received.Count == 1));
        agent.Outcome = OrderPhase.Failed;
        await scene.ApplyAsync("weekly", Again);
        await scene.UntilAsync("the failure is notified", () => Task.FromResult(receiver.Received.Count == 2));
        await scene.UntilAsync("nothing is pending", async () => await CountPendingAsync() == 0);

        Assert.That(receiver.Received.Select(one => one.Type), Is.EqualTo(["RunSucceeded", "RunFailed"]));
        Assert.That(
            receiver.Received.Select(one => (string?)one.Json["data"]!["run"]!["id"]),
            Is.EqualTo(agent.CarriedOut)
        );
        Assert.That((int?)receiver.Received[1].Json["data"]!["run"]!["nodes"]!["failed"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_webhook_that_fails_is_tried_again_with_the_same_id()
    {
        receiver.Answer = context =>
            WebhookReceiver.Status(
                receiver.Received.Count switch
                {
                    0 => 500,
                    1 => 429,
                    _ => 200,
                }
            )(context);
        await scene.AddNodeAsync("n1");
        var running = scene.StartOperator(webhook: Options);
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("it is delivered", () =>
            Task.FromResult(receiver.Received.Any(one => one.Answered == 200))
        );
        await scene.UntilAsync("nothing is pending", async () => await CountPendingAsync() == 0);

        Assert.That(receiver.Received.Select(one => one.Answered), Is.EqualTo([500, 429, 200]));
        Assert.That(receiver.Received.Select(one => one.Id).Distinct().Count(), Is.EqualTo(1));
        var metrics = await MetricsAsync(running);
        Assert.That(metrics, Does.Contain("nodegc_operator_notifications_total{result=\"failed\"} 2"));
        Assert.That(metrics, Does.Contain("nodegc_operator_notifications_total{result=\"delivered\"} 1"));
        Assert.That(metrics, Does.Contain("nodegc_operator_notifications_pending 0"));
    }

    [Test]
    public async Task What_was_not_delivered_before_a_restart_is_delivered_after_it_and_nothing_twice()
    {
        await scene.AddNodeAsync("n1");
        var first = scene.StartOperator(webhook: Options);
        await scene.ApplyAsync("done", Report);
        await scene.UntilAsync("the first is delivered", async () =>
            receiver.Received.Count == 1 && await CountPendingAsync() == 0
        );
        receiver.Answer = WebhookReceiver.Status(503);
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("the second is tried", () => Task.FromResult(receiver.Received.Count > 2));
        await first.StopAsync();
        receiver.Answer = WebhookReceiver.Status(200);
        var before = receiver.Received.Count;

        // While the first one leads, the other does not send anything.
        scene.StartOperator("operator-1", webhook: Options);
        scene.StartOperator("operator-2", webhook: Options);
        await scene.UntilAsync("nothing is pending", async () => await CountPendingAsync() == 0);
        await scene.ApplyAsync("last", Report);
        await scene.UntilAsync("the last is delivered", () =>
            Task.FromResult(receiver.Received.Any(one => Cleanup(one) == "last"))
        );

        Assert.That(receiver.Received.Skip(before).Select(Cleanup), Is.EqualTo(["weekly", "last"]));
        Assert.That(
            receiver.Received.Where(one => Cleanup(one) == "weekly").Select(one => one.Id).Distinct().Count(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task A_webhook_that_is_gone_is_given_up_and_does_not_hold_up_the_run()
    {
        receiver.Answer = WebhookReceiver.Status(410);
        await scene.AddNodeAsync("n1");
        var running = scene.StartOperator(webhook: Options);
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        await scene.UntilAsync("it is given up", async () =>
            receiver.Received.Count == 1 && await CountPendingAsync() == 0
        );
        Assert.That(
            await MetricsAsync(running),
            Does.Contain("nodegc_operator_notifications_total{result=\"givenUp\"} 1")
        );
    }

    private WebhookOptions Options =>
        new()
        {
            Url = receiver.Url,
            Backoff = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100)),
        };

    private static string? Cleanup(ReceivedNotification one) => (string?)one.Json["data"]!["cleanup"]!["name"];

    private async Task<int> CountPendingAsync() =>
        (await scene.Cleanups.ListAsync(NodeGc.Kubernetes.Client.ListOptions.All, default)).Items.Sum(one =>
            one.Status?.PendingNotifications.Length ?? 0
        );

    private static async Task<string> MetricsAsync(RunningOperator running)
    {
        using var text = new MemoryStream();
        await running.Metrics.Set.Registry.CollectAndExportAsTextAsync(text);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
