using Microsoft.Extensions.Time.Testing;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Kubernetes.Tests.Queues;

public sealed class WorkQueueTests
{
    private FakeTimeProvider clock = null!;
    private WorkQueue<string> queue = null!;

    [SetUp]
    public void Start()
    {
        clock = new FakeTimeProvider();
        queue = new WorkQueue<string>(
            new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)),
            new Random(1),
            clock
        );
    }

    [TearDown]
    public void Stop() => queue.Dispose();

    [Test]
    public async Task Gives_a_key_once_however_often_it_was_added()
    {
        queue.Add("a");
        queue.Add("b");
        queue.Add("a");

        Assert.That(new[] { await Next(), await Next() }, Is.EqualTo(["a", "b"]));
        Assert.That(Next().IsCompleted, Is.False);
    }

    [Test]
    public async Task Counts_what_waits_for_a_worker()
    {
        queue.Add("a");
        queue.Add("a");
        queue.Add("b");
        queue.AddAfter("later", TimeSpan.FromMinutes(1));
        Assert.That(queue.Count, Is.EqualTo(2));

        await Next();
        Assert.That(queue.Count, Is.EqualTo(1));

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(queue.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Never_gives_a_key_to_two_workers_but_gives_it_again_when_it_was_added_meanwhile()
    {
        queue.Add("a");
        await Next();
        queue.Add("a");
        var second = Next();
        Assert.That(second.IsCompleted, Is.False);

        queue.Complete("a");

        Assert.That(await second, Is.EqualTo("a"));
    }

    [Test]
    public async Task Does_not_give_a_completed_key_again()
    {
        queue.Add("a");
        await Next();
        queue.Complete("a");

        Assert.That(Next().IsCompleted, Is.False);
    }

    [Test]
    public async Task Takes_the_earliest_of_several_delays()
    {
        queue.AddAfter("a", TimeSpan.FromSeconds(5));
        queue.AddAfter("a", TimeSpan.FromSeconds(2));
        queue.AddAfter("a", TimeSpan.FromSeconds(9));
        var next = Next();

        clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.That(next.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(await next, Is.EqualTo("a"));
        queue.Complete("a");
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.That(Next().IsCompleted, Is.False);
    }

    [Test]
    public async Task Waits_longer_after_each_failure_until_it_is_forgotten()
    {
        // The spread makes each wait one half to all of 1, 2, 4 and 8 seconds.
        foreach (var longest in new[] { 1, 2, 4, 8, 8 })
        {
            queue.AddRateLimited("a");
            var next = Next();
            clock.Advance(TimeSpan.FromSeconds(longest / 2.0 - 0.01));
            Assert.That(next.IsCompleted, Is.False);
            clock.Advance(TimeSpan.FromSeconds(longest / 2.0 + 0.01));
            queue.Complete(await next);
        }
        queue.Forget("a");

        queue.AddRateLimited("a");
        var afterwards = Next();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await afterwards, Is.EqualTo("a"));
    }

    [Test]
    public void Waits_at_least_as_long_as_the_server_asked()
    {
        queue.AddRateLimited("a", atLeast: TimeSpan.FromSeconds(30));
        var next = Next();

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That(next.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(async () => await next, Is.EqualTo("a"));
    }

    [Test]
    public async Task Retries_thousands_of_keys_at_a_steady_rate()
    {
        const int Keys = 2000;
        for (var key = 0; key < Keys; key++)
            queue.AddRateLimited($"node-{key}");
        var minute = await CountAsync(TimeSpan.FromMinutes(1));
        var rest = await CountAsync(TimeSpan.FromMinutes(2));

        Assert.That(minute, Is.InRange(1200, 1400));
        Assert.That(minute + rest, Is.EqualTo(Keys));
    }

    private async Task<int> CountAsync(TimeSpan time)
    {
        clock.Advance(time);
        var count = queue.Count;
        for (var taken = 0; taken < count; taken++)
            queue.Complete(await Next());
        return count;
    }

    private Task<string> Next() => queue.TakeAsync(CancellationToken.None);
}
