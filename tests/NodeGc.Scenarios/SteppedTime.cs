namespace NodeGc.Scenarios;

/// <summary>The system's clock, set forward by as much as a test wants: what lies on disk keeps its real times, and
/// nobody waits. FakeTimeProvider stands, and the engine beside it goes on.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private TimeSpan ahead;

    public void Step(TimeSpan span) => ahead += span;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
