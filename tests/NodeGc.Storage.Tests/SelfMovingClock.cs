using Microsoft.Extensions.Time.Testing;

namespace NodeGc.Storage.Tests;

/// <summary>A clock that stands until it is moved, and that each wait moves to its end: the code under test blocks its
/// thread meanwhile, so that no test could move a FakeTimeProvider.</summary>
internal sealed class SelfMovingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            Advance(dueTime);
        return timer;
    }
}
