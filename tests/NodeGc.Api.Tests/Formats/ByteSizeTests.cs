using NodeGc.Api.Formats;

namespace NodeGc.Api.Tests.Formats;

public sealed class ByteSizeTests
{
    [TestCase(0, "0")]
    [TestCase(512, "512")]
    [TestCase(1024, "1Ki")]
    [TestCase(1536, "1.5Ki")]
    [TestCase(14 << 10, "14Ki")]
    [TestCase((1L << 20) - 1, "1Mi")]
    [TestCase(13_207_024_435, "12Gi")]
    [TestCase(long.MaxValue, "8Ei")]
    public void Writes_bytes_for_people(long bytes, string expected) =>
        Assert.That(ByteSize.Format(bytes), Is.EqualTo(expected));
}
