using NodeGc.Api.Formats;

namespace NodeGc.Api.Tests.Formats;

public sealed class ImageReferenceTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    [TestCase("nginx", "nginx:latest")]
    [TestCase("nginx:1", "nginx:1")]
    [TestCase("docker.io/library/nginx", "nginx:latest")]
    [TestCase("docker.io/nginx:1", "nginx:1")]
    [TestCase("index.docker.io/library/nginx:1", "nginx:1")]
    [TestCase("docker.io/grafana/grafana:9", "grafana/grafana:9")]
    [TestCase("library/nginx", "nginx:latest")]
    [TestCase("library/nested/nginx", "library/nested/nginx:latest")]
    [TestCase("registry.example.com:5000/library/nginx", "registry.example.com:5000/library/nginx:latest")]
    [TestCase("localhost/app:2", "localhost/app:2")]
    [TestCase(" app:1 ", "app:1")]
    public void Is_shortened_as_the_engine_does(string written, string stored) =>
        Assert.That(ImageReference.Shorten(written), Is.EqualTo(stored));

    [Test]
    public void A_digest_counts_and_the_tag_beside_it_does_not()
    {
        Assert.That(ImageReference.Shorten($"docker.io/library/nginx:1@{Digest}"), Is.EqualTo($"nginx@{Digest}"));
        Assert.That(ImageReference.Shorten($"registry:5000/app@{Digest}"), Is.EqualTo($"registry:5000/app@{Digest}"));
    }

    [Test]
    public void An_ID_is_an_ID_however_it_is_written() =>
        Assert.That(
            new[] { Digest, Digest["sha256:".Length..], $"docker://{Digest}" }.Select(ImageReference.Shorten),
            Has.All.EqualTo(Digest)
        );

    [Test]
    public void Shortening_once_more_changes_nothing() =>
        Assert.That(
            new[] { "nginx:latest", $"nginx@{Digest}", Digest, "r:5000/a:1" }.Select(ImageReference.Shorten),
            Is.EqualTo(new[] { "nginx:latest", $"nginx@{Digest}", Digest, "r:5000/a:1" })
        );
}
