namespace NodeGc.Testing.Tests.InProcess;

/// <summary>A clock that shows what a test sets.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
