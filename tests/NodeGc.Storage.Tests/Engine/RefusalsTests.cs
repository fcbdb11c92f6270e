using NodeGc.Docker;
using NodeGc.Storage.Engine;

namespace NodeGc.Storage.Tests.Engine;

internal sealed class RefusalsTests
{
    [TestCase(DockerFailure.SocketMissing)]
    [TestCase(DockerFailure.NotListening)]
    [TestCase(DockerFailure.PermissionDenied)]
    [TestCase(DockerFailure.NoAnswer)]
    public void Asks_for_the_socket_of_an_engine_that_cannot_be_reached(DockerFailure failure) =>
        Assert.That(
            Of(failure),
            Is.EqualTo(
                "The engine of this data root does not answer: it failed. Mount its socket or restart the engine."
            )
        );

    [TestCase(DockerFailure.Refused)]
    [TestCase(DockerFailure.BadAnswer)]
    [TestCase(DockerFailure.Unsupported)]
    public void Sends_nobody_to_the_socket_of_an_engine_that_answers(DockerFailure failure) =>
        Assert.That(
            Of(failure),
            Is.EqualTo(
                "The engine of this data root does not tell what it knows: it failed. Mend what it names; its log says more."
            )
        );

    [Test]
    public void Tells_of_all_sockets()
    {
        var refusals = new Refusals();
        refusals.AddAnother("/run/other.sock");
        refusals.Add(new DockerException(DockerFailure.SocketMissing, "there is none at /run/docker.sock."));
        Assert.That(
            refusals.ToString(),
            Does.Contain("/run/other.sock is that of another data root; there is none at /run/docker.sock.")
        );
    }

    [Test]
    public void Says_that_an_engine_listens_nowhere() =>
        Assert.That(new Refusals().ToString(), Does.Contain("It listens on no unix socket"));

    private static string Of(DockerFailure failure)
    {
        var refusals = new Refusals();
        refusals.Add(new DockerException(failure, "it failed."));
        return refusals.ToString();
    }
}
