namespace NodeGc.Testing;

/// <summary>A clock that stands until a test moves it; timers fire on the way.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        lock (gate) timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Whether somebody waits for exactly this long from now.</summary>
    public bool IsAwaited(TimeSpan time)
    {
        lock (gate) return timers.Exists(timer => timer.Due == now + time);
    }

    /// <summary>Whether somebody waits for exactly this long from now, and nobody else waits for anything.</summary>
    public bool IsAwaitedAlone(TimeSpan time)
    {
        lock (gate) return timers.Where(timer => timer.Due is not null).ToList() is [var only] && only.Due == now + time;
    }

    /// <summary>How long until the next timer of at most <paramref name="longest"/>; null where there is none.</summary>
    public TimeSpan? FindNext(TimeSpan longest)
    {
        lock (gate) return timers.Where(timer => timer.Due <= now + longest).Min(timer => timer.Due) - now;
    }

    public void Advance(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        while (TakeDue(end) is { } fire) fire();
        lock (gate) now = end;
    }

    private Action? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            if (timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is not { } next) return null;
            now = next.Due!.Value;
            return next.Take();
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public Action Take()
        {
            Due = null;
            return fire;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate) Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
