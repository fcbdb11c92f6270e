namespace NodeGc.Collector.Tests;

public sealed class InstantTests
{
    [Test]
    public void Is_written_in_UTC_to_the_second() =>
        Assert.That(
            Instant.Format(new DateTimeOffset(2026, 11, 21, 6, 30, 5, 999, TimeSpan.FromHours(2))),
            Is.EqualTo("2026-11-21T04:30:05Z")
        );

    [Test]
    public void Moves_within_the_calendar_and_stops_at_its_ends()
    {
        var (now, hour) = (Node.Now, TimeSpan.FromHours(1));
        Assert.That((Instant.Later(now, hour), Instant.Earlier(now, hour)), Is.EqualTo((now + hour, now - hour)));
        Assert.That(Instant.Later(now, TimeSpan.MaxValue), Is.EqualTo(DateTimeOffset.MaxValue));
        Assert.That(Instant.Earlier(now, TimeSpan.MaxValue), Is.EqualTo(DateTimeOffset.MinValue));
    }
}
