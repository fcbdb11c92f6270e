namespace NodeGc.Collector.Tests;

public sealed class BytesTests
{
    [TestCase(0, "0 B")]
    [TestCase(1023, "1023 B")]
    [TestCase(1024, "1 KiB")]
    [TestCase(1536, "1.5 KiB")]
    [TestCase(14 * 1024, "14 KiB")]
    [TestCase(1610612736, "1.5 GiB")]
    [TestCase(long.MaxValue, "8 EiB")]
    [TestCase(-2048, "-2 KiB")]
    public void Reads_in_powers_of_1024(long value, string text) =>
        Assert.That(new Bytes(value).ToString(), Is.EqualTo(text));

    [Test]
    public void Adds_subtracts_and_compares()
    {
        var (one, two) = (new Bytes(1), new Bytes(2));
        Assert.That(
            (one + two, one - two, Bytes.Sum([one, two, two]), Bytes.Sum([])),
            Is.EqualTo((new Bytes(3), new Bytes(-1), new Bytes(5), Bytes.Zero))
        );
        Assert.That(one < two && two > one && one <= two && two >= one && one.CompareTo(two) < 0);
    }
}
