using NodeGc.Kubectl.Output;

namespace NodeGc.Kubectl.Tests.Output;

internal sealed class HumanDurationTests
{
    [TestCase(-5, "<invalid>")]
    [TestCase(-1, "0s")]
    [TestCase(0, "0s")]
    [TestCase(119, "119s")]
    [TestCase(120, "2m")]
    [TestCase(310, "5m10s")]
    [TestCase(10 * 60 + 30, "10m")]
    [TestCase(179 * 60, "179m")]
    [TestCase(3 * 3600, "3h")]
    [TestCase(7 * 3600 + 1800, "7h30m")]
    [TestCase(47 * 3600 + 1800, "47h")]
    [TestCase(52 * 3600, "2d4h")]
    [TestCase(10 * 86400 + 3600, "10d")]
    [TestCase(3 * 365 * 86400 + 86400, "3y1d")]
    [TestCase(9L * 365 * 86400, "9y")]
    public void Has_at_most_two_units(long seconds, string text) =>
        Assert.That(HumanDuration.Format(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    [Test]
    public void What_has_passed_is_now_and_what_never_was_is_unknown()
    {
        var now = DateTimeOffset.UnixEpoch;

        Assert.That(HumanDuration.Until(now.AddHours(-1), now), Is.EqualTo("now"));
        Assert.That(HumanDuration.Until(null, now), Is.Null);
        Assert.That(HumanDuration.Since(null, now), Is.EqualTo("<unknown>"));
    }
}
