namespace NodeGc.Docs.Tests.Policies;

/// <summary>A clock that is ahead of the real one: what was just made is old. It does not stand still, because the
/// engine beside it has the real time.</summary>
internal sealed class LaterClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
