using System.Net.Sockets;
using NodeGc.Docker.Tests.Fakes;

namespace NodeGc.Docker.Tests;

public sealed class UnreachableEngineTests
{
    private ScriptedEngine engine = null!;

    [SetUp]
    public void Start() => engine = new ScriptedEngine();

    [TearDown]
    public async Task Stop() => await engine.DisposeAsync();

    [Test]
    public void Says_that_the_socket_is_missing()
    {
        var fault = Refusal(new() { SocketPath = "/nonexistent/docker.sock" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Failure, Is.EqualTo(DockerFailure.SocketMissing));
            Assert.That(fault.Message, Does.Contain("/nonexistent/docker.sock"));
        }
    }

    [Test]
    public void Says_that_nothing_listens()
    {
        var path = engine.Options.SocketPath + "2";
        using var bound = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // Bound, but never listening: as after a daemon that was killed.
        bound.Bind(new UnixDomainSocketEndPoint(path));
        Assert.That(Refusal(new() { SocketPath = path }).Failure, Is.EqualTo(DockerFailure.NotListening));
    }

    [Test]
    public void Says_that_a_path_is_too_long_for_a_socket() =>
        Assert.That(
            Refusal(new() { SocketPath = "/" + new string('x', 200) }).Failure,
            Is.EqualTo(DockerFailure.SocketMissing)
        );

    [Test]
    public void Gives_up_on_a_socket_that_accepts_and_says_nothing()
    {
        engine.Ignore("GET /version");
        var fault = Refusal(engine.Options with { Timeout = TimeSpan.FromMilliseconds(100) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Failure, Is.EqualTo(DockerFailure.NoAnswer));
            Assert.That(fault.Message, Does.Contain("0.1 s").And.Contain("version"));
        }
    }

    [Test]
    public async Task Gives_up_on_an_answer_that_stops_in_the_middle()
    {
        engine.Stream("GET /v1.41/containers/json?all=1", async stream =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{\"Id\":\"a\"},"u8.ToArray());
            await stream.ReadExactlyAsync(new byte[1]);
        });
        using var client = await DockerClient.ConnectAsync(
            engine.Options with
            {
                Timeout = TimeSpan.FromMilliseconds(300),
            },
            default
        );
        Assert.That(
            () => client.ListContainersAsync(default),
            Throws
                .InstanceOf<DockerException>()
                .With.Property(nameof(DockerException.Failure))
                .EqualTo(DockerFailure.NoAnswer)
        );
    }

    [TestCase("SSH-2.0-OpenSSH\r\n", TestName = "Does_not_take_another_protocol_for_an_engine")]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        TestName = "Does_not_take_another_web_server_for_an_engine"
    )]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"ApiVersion\":",
        TestName = "Does_not_accept_an_answer_that_is_cut_off"
    )]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull", TestName = "Does_not_accept_null_for_an_answer")]
    [TestCase("", TestName = "Does_not_accept_a_connection_that_is_closed_without_an_answer")]
    public void Bad_answer(string text)
    {
        engine.BreakOff("GET /version", text);
        Assert.That(Refusal(engine.Options).Failure, Is.EqualTo(DockerFailure.BadAnswer));
    }

    [Test]
    public async Task Passes_the_engines_own_words_on()
    {
        engine.Answer("GET /v1.41/info", """{"message":"no space left on device"}""", 500);
        using var client = await DockerClient.ConnectAsync(engine.Options, default);
        Assert.That(
            () => client.GetInfoAsync(default),
            Throws
                .InstanceOf<DockerException>()
                .With.Message.Contains("no space left on device")
                .And.Message.Contains("500")
                .And.Property(nameof(DockerException.Failure))
                .EqualTo(DockerFailure.Refused)
        );
    }

    [Test]
    public async Task Leaves_the_callers_own_cancellation_alone()
    {
        engine.Ignore("GET /v1.41/info");
        using var client = await DockerClient.ConnectAsync(engine.Options, default);
        using var cancelled = new CancellationTokenSource();
        var asking = client.GetInfoAsync(cancelled.Token);
        await cancelled.CancelAsync();
        Assert.That(() => asking, Throws.InstanceOf<OperationCanceledException>());
    }

    private static DockerException Refusal(DockerClientOptions options) =>
        Assert.ThrowsAsync<DockerException>(() => DockerClient.ConnectAsync(options, default))!;
}
