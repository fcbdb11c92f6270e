using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Collector.Tests.Planning;

public sealed class PlanDigestTests
{
    [Test]
    public void Is_the_SHA_256_of_a_line_per_item()
    {
        var lines =
            "Layers\0overlay2/a\0overlay2/a\08\01\042\0Filesystem\n"
            + "Layers\0overlay2/b\0overlay2/b\08\02\042\0Filesystem\n";
        Assert.That(
            Digest(Graph("a", "b")),
            Is.EqualTo("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))))
        );
    }

    [Test]
    public void Of_nothing_is_the_SHA_256_of_nothing() =>
        Assert.That(
            Digest(Graph()),
            Is.EqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        );

    [Test]
    public void Changes_when_a_directory_is_another_one() =>
        Assert.That(
            Digest(Graph("a").Replaced("a").Seen("a", 2, TimeSpan.FromHours(1))),
            Is.Not.EqualTo(Digest(Graph("a")))
        );

    [Test]
    public void Changes_when_something_is_removed_in_another_way() =>
        Assert.That(
            Digest(Graph("volume:v").WithVolume("v", isKnown: false)),
            Is.Not.EqualTo(Digest(Graph("volume:v")))
        );

    [Test]
    public void Does_not_change_with_what_is_held_or_how_large_things_are() =>
        Assert.That(
            Digest(Graph("a", "held").Changed("held", TimeSpan.Zero).Sized("a", 7)),
            Is.EqualTo(Digest(Graph("a")))
        );

    private static string Digest(Node node) => node.Plan().Digest;
}
