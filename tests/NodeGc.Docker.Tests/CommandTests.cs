using NodeGc.Docker.Tests.Fakes;

namespace NodeGc.Docker.Tests;

/// <summary>
/// What is sent through the Docker.DotNet package, by a transport of ours: it says all or nothing too.
/// </summary>
[Category("Slow")]
public sealed class CommandTests
{
    private const string Removal = "DELETE /v1.41/images/sha256%3Aa?noprune=1";
    private ScriptedEngine engine = null!;
    private DockerClient client = null!;

    [SetUp]
    public async Task Start()
    {
        engine = new ScriptedEngine();
        client = await DockerClient.ConnectAsync(engine.Options with { Timeout = TimeSpan.FromSeconds(3) }, default);
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await engine.DisposeAsync();
    }

    [Test]
    public async Task Requests_what_it_was_given_and_nothing_more()
    {
        engine.Answer(Removal, """[{"Deleted":"sha256:a"}]""");
        engine.Answer("DELETE /v1.41/containers/c", "", 204);
        engine.Answer("DELETE /v1.41/volumes/v", "", 204);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await client.RemoveImageAsync("sha256:a", default), Is.InstanceOf<RemoveOutcome.Removed>());
            Assert.That(await client.RemoveContainerAsync("c", default), Is.InstanceOf<RemoveOutcome.Removed>());
            Assert.That(await client.RemoveVolumeAsync("v", default), Is.InstanceOf<RemoveOutcome.Removed>());
            Assert.That(engine.Connections, Is.EqualTo(1), "questions and commands share what is open");
        }
    }

    [Test]
    public async Task Sends_a_volume_as_it_shall_be()
    {
        engine.Answer(
            "POST /v1.41/volumes/create",
            """{"Name":"v","Driver":"local","Labels":{"team":"a"},"Options":null}""",
            201
        );
        var made = await client.CreateVolumeAsync(new() { Name = "v" }, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made, Has.Property("Name").EqualTo("v").And.Property("Driver").EqualTo("local"));
            Assert.That(made.Labels, Is.EqualTo(new Dictionary<string, string> { ["team"] = "a" }));
            Assert.That(made.Options, Is.Empty);
        }
    }

    [Test]
    public void Does_not_take_a_redirection_for_a_removal()
    {
        engine.Send(
            "DELETE /v1.41/volumes/v",
            "HTTP/1.1 301 Moved\r\nLocation: /containers/v\r\nContent-Length: 0\r\n\r\n"
        );
        Assert.That(
            () => client.RemoveVolumeAsync("v", default),
            Fails(DockerFailure.Refused).With.Message.Contains("301")
        );
        Assert.That(
            engine.Requests.Count(request => request.StartsWith("DELETE", StringComparison.Ordinal)),
            Is.EqualTo(1)
        );
    }

    [Test]
    public void Does_not_take_an_answer_that_was_cut_off_for_a_removal()
    {
        engine.BreakOff(Removal, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[]");
        Assert.That(() => client.RemoveImageAsync("sha256:a", default), Fails(DockerFailure.BadAnswer));
    }

    [Test]
    public void Gives_up_on_a_removal_that_is_never_answered()
    {
        engine.Ignore("DELETE /v1.41/containers/c");
        Assert.That(
            () => client.RemoveContainerAsync("c", default),
            Fails(DockerFailure.NoAnswer).With.Message.Contains("containers/c")
        );
    }

    [Test]
    public void Gives_up_on_a_removal_whose_answer_stops_in_the_middle()
    {
        engine.Stream(Removal, async stream =>
        {
            await stream.WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n["u8.ToArray()
            );
            await stream.ReadExactlyAsync(new byte[1]);
        });
        Assert.That(() => client.RemoveImageAsync("sha256:a", default), Fails(DockerFailure.NoAnswer));
    }

    [Test]
    public async Task Leaves_the_callers_own_cancellation_alone()
    {
        engine.Ignore("DELETE /v1.41/containers/c");
        using var cancelled = new CancellationTokenSource();
        var removing = client.RemoveContainerAsync("c", cancelled.Token);
        await cancelled.CancelAsync();
        Assert.That(() => removing, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"Name":"","Driver":"local"}""")]
    [TestCase("""{"Name":"v"}""")]
    [TestCase("[]")]
    [TestCase("""{"Name":"v","Dri""")]
    public void Does_not_take_an_answer_without_a_volume_for_a_volume(string answer)
    {
        engine.Answer("POST /v1.41/volumes/create", answer, 201);
        Assert.That(() => client.CreateVolumeAsync(new() { Name = "v" }, default), Fails(DockerFailure.BadAnswer));
    }

    [Test]
    public void Passes_the_engines_own_words_on()
    {
        engine.Answer("DELETE /v1.41/volumes/v", """{"message":"no space left on device"}""", 500);
        engine.Answer("POST /v1.41/volumes/create", "no such driver", 400);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => client.RemoveVolumeAsync("v", default),
                Fails(DockerFailure.Refused)
                    .With.Message.Contains("status 500 for DELETE v1.41/volumes/v: no space left")
            );
            Assert.That(
                () => client.CreateVolumeAsync(new() { Name = "v" }, default),
                Fails(DockerFailure.Refused)
                    .With.Message.Contains("status 400 for POST v1.41/volumes/create: no such driver")
            );
        }
    }

    [Test]
    public async Task Reaches_a_socket_whose_path_is_as_long_as_the_kernel_allows()
    {
        await using var deep = new ScriptedEngine(pathBytes: 107);
        deep.Answer("DELETE /v1.41/containers/c", "", 204);
        using var connected = await DockerClient.ConnectAsync(deep.Options, default);
        Assert.That(deep.Options.SocketPath, Has.Length.EqualTo(107));
        Assert.That(await connected.RemoveContainerAsync("c", default), Is.InstanceOf<RemoveOutcome.Removed>());
    }

    private static NUnit.Framework.Constraints.EqualConstraint Fails(DockerFailure failure) =>
        Throws.InstanceOf<DockerException>().With.Property(nameof(DockerException.Failure)).EqualTo(failure);
}
