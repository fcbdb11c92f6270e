namespace NodeGc.Agent.Tests.Stores;

/// <summary>A clock that goes as fast as the real one, but is behind it: what it saw lies in the past. FakeTimeProvider
/// stands, and what is scanned has real times.</summary>
internal sealed class LaggingClock(TimeSpan behind) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - behind;
}
