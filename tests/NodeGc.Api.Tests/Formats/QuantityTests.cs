using NodeGc.Api.Formats;

namespace NodeGc.Api.Tests.Formats;

public sealed class QuantityTests
{
    [TestCase("0", 0)]
    [TestCase("1073741824", 1073741824)]
    [TestCase("1Ki", 1L << 10)]
    [TestCase("500Mi", 500L << 20)]
    [TestCase("200Gi", 200L << 30)]
    [TestCase("3Ti", 3L << 40)]
    [TestCase("2Pi", 2L << 50)]
    [TestCase("7Ei", 7L << 60)]
    [TestCase("1.5Gi", 3L << 29)]
    [TestCase("5k", 5_000)]
    [TestCase("5M", 5_000_000)]
    [TestCase("5G", 5_000_000_000)]
    [TestCase("5T", 5_000_000_000_000)]
    [TestCase("5P", 5_000_000_000_000_000)]
    [TestCase("5E", 5_000_000_000_000_000_000)]
    [TestCase("2e9", 2_000_000_000)]
    [TestCase("2E3", 2_000)]
    [TestCase("3000m", 3)]
    [TestCase("9223372036854775807", long.MaxValue)]
    public void Reads_a_quantity_as_bytes(string text, long bytes) =>
        Assert.That(Quantity.Parse(text), Is.EqualTo(bytes));

    [TestCase("")]
    [TestCase("Gi")]
    [TestCase("1 Gi")]
    [TestCase("1gi")]
    [TestCase("1GB")]
    [TestCase("1K")]
    [TestCase("0x10")]
    [TestCase("1e")]
    public void Names_the_text_and_the_form_when_it_is_no_quantity(string text) =>
        Assert.That(
            () => Quantity.Parse(text),
            Throws
                .TypeOf<FormatException>()
                .With.Message.Contains($"'{text}'")
                .And.Message.Contains("1073741824, 500Mi, 1.5Gi or 1T")
        );

    [Test]
    public void Refuses_a_negative_quantity_as_negative() =>
        Assert.That(
            () => Quantity.Parse("-1Gi"),
            Throws.TypeOf<FormatException>().With.Message.Contains("'-1Gi' is negative")
        );

    [TestCase("100m", "'100m' is 0.1 bytes, not a whole number of bytes")]
    [TestCase("0.5", "'0.5' is not a whole number of bytes")]
    [TestCase("0.1Gi", "'0.1Gi' is 107374182.4 bytes, not a whole number of bytes")]
    public void Refuses_a_fraction_of_a_byte_and_says_what_it_is(string text, string message) =>
        Assert.That(() => Quantity.Parse(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));

    [TestCase("8Ei")]
    [TestCase("9223372036854775808")]
    [TestCase("1e19")]
    [TestCase("1e99999999999999999999")]
    [TestCase("99999999999999999999999999999999")]
    public void Refuses_what_no_disk_holds(string text) =>
        Assert.That(
            () => Quantity.Parse(text),
            Throws.TypeOf<FormatException>().With.Message.Contains($"'{text}' is too large")
        );
}
