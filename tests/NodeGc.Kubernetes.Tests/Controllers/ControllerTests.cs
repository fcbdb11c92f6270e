using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Kubernetes.Tests.Controllers;

public sealed class ControllerTests
{
    private FakeTimeProvider clock = null!;
    private readonly List<string> seen = [];
    private CancellationTokenSource stop = null!;
    private WorkQueue<string> queue = null!;
    private Func<string, ReconcileResult> reconcile = null!;
    private Task running = null!;

    [SetUp]
    public void Start()
    {
        (clock, stop, reconcile) = (new FakeTimeProvider(), new CancellationTokenSource(), _ => ReconcileResult.Done);
        seen.Clear();
        queue = new WorkQueue<string>(
            new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)),
            new Random(1),
            clock
        );
        running = new Controller<string>(queue, ReconcileAsync, NullLogger.Instance).RunAsync(workers: 1, stop.Token);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
        queue.Dispose();
        stop.Dispose();
    }

    [Test]
    public async Task Looks_once_at_what_succeeds()
    {
        queue.Add("a");
        await SeenAsync(1);

        clock.Advance(TimeSpan.FromHours(1));

        queue.Add("b");
        await SeenAsync(2);
        Assert.That(seen, Is.EqualTo(["a", "b"]));
    }

    [Test]
    public async Task Looks_again_when_the_reconciliation_asked_for_it()
    {
        reconcile = _ => seen.Count < 2 ? ReconcileResult.After(TimeSpan.FromMinutes(1)) : ReconcileResult.Done;
        queue.Add("a");
        await SeenAsync(1);

        await AdvanceUntilSeenAsync(2, TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task Retries_after_any_failure_and_continues_with_other_keys()
    {
        reconcile = key =>
            key == "bad" && seen.Count < 3 ? throw new InvalidOperationException("once") : ReconcileResult.Done;
        queue.Add("bad");
        queue.Add("good");
        await SeenAsync(2);

        await AdvanceUntilSeenAsync(3, TimeSpan.FromSeconds(1));
        Assert.That(seen, Is.EqualTo(["bad", "good", "bad"]));
    }

    [Test]
    public async Task Waits_as_long_as_the_server_asked()
    {
        reconcile = _ =>
            seen.Count < 2
                ? throw new KubernetesException("busy")
                {
                    Kind = KubernetesErrorKind.TooManyRequests,
                    RetryAfter = TimeSpan.FromSeconds(60),
                }
                : ReconcileResult.Done;
        var start = clock.GetUtcNow();
        queue.Add("a");
        await SeenAsync(1);

        await AdvanceUntilSeenAsync(2, TimeSpan.FromSeconds(5));
        Assert.That(clock.GetUtcNow() - start, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(60)));
    }

    private Task SeenAsync(int count) => Server.UntilAsync(() => Count() >= count);

    // The worker sets its timer on its own thread: the clock is moved until the key has come.
    private Task AdvanceUntilSeenAsync(int count, TimeSpan step) =>
        Server.UntilAsync(() =>
        {
            if (Count() < count)
                clock.Advance(step);
            return Count() >= count;
        });

    private int Count()
    {
        lock (seen)
            return seen.Count;
    }

    private Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        lock (seen)
            seen.Add(key);
        return Task.FromResult(reconcile(key));
    }
}
