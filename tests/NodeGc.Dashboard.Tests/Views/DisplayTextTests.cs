using NodeGc.Operator.Dashboard.Views;

namespace NodeGc.Dashboard.Tests.Views;

internal sealed class DisplayTextTests
{
    [TestCase(0, "0s")]
    [TestCase(-5, "0s")]
    [TestCase(59, "59s")]
    [TestCase(60, "1m")]
    [TestCase(95, "1m35s")]
    [TestCase(3599, "59m")]
    [TestCase(3600, "1h")]
    [TestCase(90_000, "1d1h")]
    [TestCase(1_000_000, "11d")]
    public void Durations_have_their_two_largest_units(int seconds, string expected) =>
        Assert.That(DisplayText.Duration(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));

    [Test]
    public void Times_are_relative_to_now()
    {
        Assert.That(DisplayText.Relative(Given.Now.AddHours(3), Given.Now), Is.EqualTo("in 3h"));
        Assert.That(DisplayText.Relative(Given.Now.AddSeconds(-12), Given.Now), Is.EqualTo("12s ago"));
        Assert.That(DisplayText.Time(Given.Now.ToOffset(TimeSpan.FromHours(5))), Is.EqualTo("2026-11-30 12:00:00 UTC"));
    }

    [TestCase(1, "1 item")]
    [TestCase(0, "0 items")]
    [TestCase(12345, "12,345 items")]
    public void Counts_have_the_right_noun(int count, string expected) =>
        Assert.That(DisplayText.Count(count, "item", "items"), Is.EqualTo(expected));

    [TestCase("sha256:0123456789abcdef", "sha256:0123456789ab")]
    [TestCase("short", "short")]
    public void Digests_are_shortened(string digest, string expected) =>
        Assert.That(DisplayText.ShortDigest(digest), Is.EqualTo(expected));
}
