using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace NodeGc.Testing;

/// <summary>A clock that stands until a test moves it, and that shows who waits for it: the code under test sets its
/// timers on threads of its own, and a test must not move the clock before. FakeTimeProvider keeps its timers to
/// itself.</summary>
public sealed class AwaitedClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentDictionary<AwaitedTimer, DateTimeOffset> due = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new AwaitedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Whether somebody waits for exactly this long from now.</summary>
    public bool IsAwaited(TimeSpan time) => due.Values.Contains(GetUtcNow() + time);

    /// <summary>Whether somebody waits for exactly this long from now, and nobody else waits for anything.</summary>
    public bool IsAwaitedAlone(TimeSpan time) => due.Values.ToList() is [var only] && only == GetUtcNow() + time;

    /// <summary>How long until the next timer of at most <paramref name="longest"/>; null where there is
    /// none.</summary>
    public TimeSpan? FindNext(TimeSpan longest)
    {
        var now = GetUtcNow();
        return due.Values.Where(time => time <= now + longest).Cast<DateTimeOffset?>().Min() - now;
    }

    private ITimer CreateStopped(Action ring) =>
        base.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class AwaitedTimer : ITimer
    {
        private readonly AwaitedClock clock;
        private readonly ITimer timer;

        public AwaitedTimer(AwaitedClock clock, Action ring)
        {
            this.clock = clock;
            timer = clock.CreateStopped(() =>
            {
                clock.due.TryRemove(this, out _);
                ring();
            });
        }

        /// <summary>Set again where the clock was moved meanwhile: it counts from then, and is shown so.</summary>
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool runs;
            DateTimeOffset before;
            do
            {
                before = clock.GetUtcNow();
                clock.due[this] = before + dueTime;
                runs = timer.Change(dueTime, period);
            } while (runs && clock.GetUtcNow() != before && clock.due.ContainsKey(this));
            if (!runs || dueTime == Timeout.InfiniteTimeSpan)
                clock.due.TryRemove(this, out _);
            return runs;
        }

        public void Dispose()
        {
            timer.Dispose();
            clock.due.TryRemove(this, out _);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
