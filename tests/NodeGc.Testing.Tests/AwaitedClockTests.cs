namespace NodeGc.Testing.Tests;

internal sealed class AwaitedClockTests
{
    private readonly List<string> rung = [];
    private AwaitedClock clock = null!;

    [SetUp]
    public void Begin()
    {
        clock = new AwaitedClock();
        rung.Clear();
    }

    [Test]
    public void Shows_how_long_until_the_next_timer()
    {
        using var later = Timer("later", 5);
        using var sooner = Timer("sooner", 2);
        Assert.That(
            (clock.FindNext(Seconds(1)), clock.FindNext(Seconds(9))),
            Is.EqualTo(((TimeSpan?)null, Seconds(2)))
        );

        clock.Advance(Seconds(1.5));
        Assert.That(clock.FindNext(Seconds(9)), Is.EqualTo(Seconds(0.5)));

        clock.Advance(Seconds(0.5));
        Assert.That((rung.Single(), clock.FindNext(Seconds(9))), Is.EqualTo(("sooner", Seconds(3))));
    }

    [Test]
    public void Shows_whether_somebody_waits_and_waits_alone()
    {
        using var later = Timer("later", 5);
        Assert.That((clock.IsAwaited(Seconds(5)), clock.IsAwaitedAlone(Seconds(5))), Is.EqualTo((true, true)));

        using var sooner = Timer("sooner", 2);
        Assert.That((clock.IsAwaited(Seconds(5)), clock.IsAwaitedAlone(Seconds(5))), Is.EqualTo((true, false)));
        Assert.That(clock.IsAwaited(Seconds(4)), Is.False);
    }

    [Test]
    public void Nobody_waits_by_a_timer_that_was_stopped_or_disposed_of_or_has_rung()
    {
        var timer = Timer("once", 5);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.That(clock.IsAwaited(Seconds(5)), Is.False);

        timer.Change(Seconds(3), Timeout.InfiniteTimeSpan);
        Assert.That(clock.IsAwaitedAlone(Seconds(3)));
        clock.Advance(Seconds(3));
        Assert.That((rung.Single(), clock.FindNext(Seconds(9))), Is.EqualTo(("once", (TimeSpan?)null)));

        timer.Change(Seconds(3), Timeout.InfiniteTimeSpan);
        timer.Dispose();
        timer.Change(Seconds(3), Timeout.InfiniteTimeSpan);
        clock.Advance(Seconds(9));
        Assert.That((rung.Count, clock.FindNext(Seconds(9))), Is.EqualTo((1, (TimeSpan?)null)));
    }

    /// <summary>Code under test sets its timers on threads of its own, also while a test moves the clock.</summary>
    [Test]
    public void Shows_when_a_timer_rings_that_was_set_while_the_clock_was_moved()
    {
        var wrong = 0;
        for (var round = 0; round < 5000; round++)
        {
            ITimer? timer = null;
            Parallel.Invoke(() => timer = Timer("late", 5), () => clock.Advance(Seconds(1)));
            rung.Clear();
            if (clock.FindNext(Seconds(9)) is { } next && next > TimeSpan.Zero)
                clock.Advance(next);
            if (rung.Count != 1)
                wrong++;
            timer!.Dispose();
        }

        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public async Task Ends_a_delay_and_a_time_limit()
    {
        using var limit = new CancellationTokenSource(Seconds(2), clock);
        var delay = Task.Delay(Seconds(2), clock);

        clock.Advance(Seconds(1.9));
        Assert.That((delay.IsCompleted, limit.IsCancellationRequested), Is.EqualTo((false, false)));
        clock.Advance(Seconds(0.1));

        await delay;
        Assert.That(limit.IsCancellationRequested);
    }

    /// <summary>The package's way; a test that counts waits moves the clock from one to the next.</summary>
    [Test]
    public void Rings_timers_in_their_order_and_all_of_them_see_the_end()
    {
        var start = clock.GetUtcNow();
        using var later = Timer(() => $"later at {clock.GetUtcNow() - start}", 5);
        using var sooner = Timer(() => $"sooner at {clock.GetUtcNow() - start}", 2);

        clock.Advance(Seconds(9));

        Assert.That(rung, Is.EqualTo(["sooner at 00:00:09", "later at 00:00:09"]));
    }

    private ITimer Timer(string name, double seconds) => Timer(() => name, seconds);

    private ITimer Timer(Func<string> words, double seconds) =>
        clock.CreateTimer(_ => rung.Add(words()), null, Seconds(seconds), Timeout.InfiniteTimeSpan);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
