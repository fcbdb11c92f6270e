using System.Globalization;

namespace NodeGc.Collector.Tests;

public sealed class InstantTests
{
    [Test]
    public void Is_written_in_UTC_to_the_second() =>
        Assert.That(
            Instant.Format(new DateTimeOffset(2026, 11, 21, 6, 30, 5, 999, TimeSpan.FromHours(2))),
            Is.EqualTo("2026-11-21T04:30:05Z")
        );

    [TestCase("00:10:00", "10m")]
    [TestCase("1.02:00:05.7", "26h5s")]
    [TestCase("00:00:00.3", "0s")]
    public void A_duration_is_written_as_in_a_policy(string span, string written) =>
        Assert.That(Instant.Format(TimeSpan.Parse(span, CultureInfo.InvariantCulture)), Is.EqualTo(written));

    [Test]
    public void Moves_within_the_calendar_and_stops_at_its_ends()
    {
        var (now, hour) = (Node.Now, TimeSpan.FromHours(1));
        Assert.That((Instant.Later(now, hour), Instant.Earlier(now, hour)), Is.EqualTo((now + hour, now - hour)));
        Assert.That(Instant.Later(now, TimeSpan.MaxValue), Is.EqualTo(DateTimeOffset.MaxValue));
        Assert.That(Instant.Earlier(now, TimeSpan.MaxValue), Is.EqualTo(DateTimeOffset.MinValue));
    }
}
