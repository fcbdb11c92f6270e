using NodeGc.Api.Formats;

namespace NodeGc.Api.Tests.Formats;

public sealed class GoDurationTests
{
    [TestCase("0", 0)]
    [TestCase("0s", 0)]
    [TestCase("250ms", 0.25)]
    [TestCase("90m", 5400)]
    [TestCase("1h30m", 5400)]
    [TestCase("1.5h", 5400)]
    [TestCase("36h", 129600)]
    [TestCase("7d", 604800)]
    [TestCase("1d12h", 129600)]
    [TestCase("1500us", 0.0015)]
    [TestCase("1500µs", 0.0015)]
    [TestCase("1000ns", 0.000001)]
    public void Reads_a_duration(string text, double seconds) =>
        Assert.That(GoDuration.Parse(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("")]
    [TestCase("7")]
    [TestCase("d")]
    [TestCase("7 d")]
    [TestCase("7w")]
    [TestCase("1,5h")]
    [TestCase("+1h")]
    [TestCase("1h\n")]
    [TestCase("PT1H")]
    public void Names_the_text_and_the_form_when_it_is_no_duration(string text) =>
        Assert.That(
            () => GoDuration.Parse(text),
            Throws
                .TypeOf<FormatException>()
                .With.Message.Contains($"'{text}'")
                .And.Message.Contains("90m, 1h30m, 36h or 7d")
        );

    [Test]
    public void Refuses_a_negative_duration_as_negative() =>
        Assert.That(
            () => GoDuration.Parse("-1h"),
            Throws.TypeOf<FormatException>().With.Message.Contains("'-1h' is negative")
        );

    [TestCase("10675200d")]
    [TestCase("99999999999999999999999999999999d")]
    [TestCase("9999999d9999999d")]
    public void Refuses_what_is_longer_than_the_longest_duration(string text) =>
        Assert.That(
            () => GoDuration.Parse(text),
            Throws.TypeOf<FormatException>().With.Message.Contains("longer than 10675199d")
        );

    [TestCase("0", "0s")]
    [TestCase("168h", "7d")]
    [TestCase("90m", "1h30m")]
    [TestCase("90061s", "1d1h1m1s")]
    [TestCase("1.5s", "1s500ms")]
    [TestCase("700ns", "700ns")]
    public void Writes_the_shortest_exact_spelling(string text, string expected)
    {
        var written = GoDuration.Format(GoDuration.Parse(text));

        Assert.That(written, Is.EqualTo(expected));
        Assert.That(GoDuration.Parse(written), Is.EqualTo(GoDuration.Parse(text)));
    }
}
