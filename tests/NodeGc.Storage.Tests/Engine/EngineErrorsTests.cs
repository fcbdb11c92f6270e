using NodeGc.Docker;
using NodeGc.Stores.Docker.Engine;

namespace NodeGc.Storage.Tests.Engine;

internal sealed class EngineErrorsTests
{
    [TestCase(DockerFailure.SocketMissing)]
    [TestCase(DockerFailure.NotListening)]
    [TestCase(DockerFailure.PermissionDenied)]
    [TestCase(DockerFailure.NoAnswer)]
    public void Asks_to_mount_the_socket_of_an_unreachable_engine(DockerFailure failure) =>
        Assert.That(
            Of(failure),
            Is.EqualTo(
                "The Docker daemon for this data root does not respond: it failed. Mount its socket or restart "
                    + "the daemon."
            )
        );

    [TestCase(DockerFailure.Refused)]
    [TestCase(DockerFailure.BadAnswer)]
    [TestCase(DockerFailure.Unsupported)]
    public void Does_not_blame_the_socket_of_an_engine_that_answers(DockerFailure failure) =>
        Assert.That(
            Of(failure),
            Is.EqualTo(
                "The Docker daemon for this data root returned an error: it failed. Fix it and retry; see the daemon "
                    + "log."
            )
        );

    [Test]
    public void Lists_all_sockets()
    {
        var errors = new EngineErrors();
        errors.AddOtherDataRoot("/run/other.sock");
        errors.Add(new DockerException(DockerFailure.SocketMissing, "there is none at /run/docker.sock."));
        Assert.That(
            errors.ToString(),
            Does.Contain("/run/other.sock belongs to another data root; there is none at /run/docker.sock.")
        );
    }

    [Test]
    public void Says_that_an_engine_listens_nowhere() =>
        Assert.That(new EngineErrors().ToString(), Does.Contain("it listens on no unix socket"));

    private static string Of(DockerFailure failure)
    {
        var errors = new EngineErrors();
        errors.Add(new DockerException(failure, "it failed."));
        return errors.ToString();
    }
}
