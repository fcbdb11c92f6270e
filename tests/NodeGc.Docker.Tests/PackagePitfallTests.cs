using System.Collections.Concurrent;
using Docker.DotNet.Models;
using NodeGc.Docker.Tests.Fakes;
using NodeGc.Docker.Tests.Recorded;
using NodeGc.Testing.Docker;
using Package = Docker.DotNet.DockerClient;
using PackageBuilder = Docker.DotNet.DockerClientBuilder;

namespace NodeGc.Docker.Tests;

/// <summary>
/// Why the Docker.DotNet package, as it comes, answers no question that a deletion rests on. Each test states what the
/// package does; one that fails says that it has changed, and that the reason for our own reading is gone.
/// </summary>
public sealed class PackagePitfallTests
{
    private const string CutEvent = """{"Type":"image","Action":"pull","Act""";
    private ScriptedEngine engine = null!;
    private Package package = null!;

    [SetUp]
    public void Start()
    {
        engine = new ScriptedEngine();
        package = new PackageBuilder()
            .WithEndpoint(new Uri($"unix://{engine.Options.SocketPath}"))
            .WithApiVersion(new System.Version(1, 41))
            .Build();
    }

    [TearDown]
    public async Task Stop()
    {
        package.Dispose();
        await engine.DisposeAsync();
    }

    [Test]
    public async Task Its_own_transport_takes_a_list_that_was_cut_off_for_an_empty_one()
    {
        engine.BreakOff(
            "GET /v1.41/containers/json?all=1",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[]"
        );
        Assert.That(await ListContainersAsync(), Is.Empty);
    }

    [Test]
    public async Task A_list_that_is_null_comes_back_as_null()
    {
        engine.Answer("GET /v1.41/containers/json?all=1", "null");
        Assert.That(await ListContainersAsync(), Is.Null);
    }

    [Test]
    public async Task A_container_without_a_reported_state_does_not_run()
    {
        engine.Answer("GET /v1.41/containers/c/json", """{"State":{}}""");
        var container = await package.Containers.InspectContainerAsync("c");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.IsNullOrEmpty(container.ID));
            Assert.That(container.State!.Running, Is.False);
        }
    }

    [TestCase("""{"Name":"v","Driver":"local"}""")]
    [TestCase("""{"Name":"v","Driver":"local","Labels":null,"Options":null}""")]
    public async Task Labels_that_are_missing_are_as_labels_that_are_none(string answer)
    {
        engine.Answer("GET /v1.41/volumes/v", answer);
        var volume = await package.Volumes.InspectAsync("v");
        Assert.That((volume.Labels, volume.Options), Is.EqualTo((default(object), default(object))));
    }

    [Test]
    public async Task An_event_that_was_cut_off_ends_the_stream_as_the_engine_does()
    {
        engine.BreakOff("GET /v1.41/events", $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{CutEvent}");
        var seen = new ConcurrentQueue<Message>();
        await package.System.MonitorEventsAsync(new ContainerEventsParameters(), new Seen(seen));
        Assert.That(seen, Is.Empty);
    }

    [Test]
    public async Task Ours_refuses_an_event_that_was_cut_off()
    {
        engine.BreakOff("GET /v1.41/events", $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{CutEvent}");
        using var client = await DockerClient.ConnectAsync(engine.Options, default);
        Assert.That(
            () => Question.Get("event").AskAsync(client),
            Throws
                .InstanceOf<DockerException>()
                .With.Property(nameof(DockerException.Failure))
                .EqualTo(DockerFailure.BadAnswer)
        );
    }

    [Test]
    public async Task A_volume_s_name_can_lead_to_a_container()
    {
        engine.Answer("DELETE /v1.41/containers/web", "", 204);
        await package.Volumes.RemoveAsync("../containers/web");
        Assert.That(engine.Requests, Does.Contain("DELETE /v1.41/containers/web"));
    }

    [TestCase(DockerRelease.Docker20)]
    [TestCase(DockerRelease.Docker26)]
    public async Task The_build_cache_of_engines_before_API_1_52_is_null(DockerRelease release)
    {
        var answer = new Recording(release).Read("disk-usage");
        engine.Answer("GET /v1.41/system/df", answer.ToJsonString());
        var usage = await package.System.GetDataUsageInfoAsync();
        Assert.That(
            answer["BuildCache"]!.AsArray(),
            Is.Not.Empty,
            "a recording without build cache would show nothing"
        );
        Assert.That(usage.BuildCacheUsage, Is.Null);
    }

    [Test]
    public void It_refuses_a_socket_s_path_that_the_kernel_accepts()
    {
        using var deep = new PackageBuilder().WithEndpoint(new Uri($"unix:///{new string('s', 106)}")).Build();
        Assert.That(
            () => deep.System.GetVersionAsync(),
            Throws.InstanceOf<ArgumentException>().Or.InnerException.InstanceOf<ArgumentException>()
        );
    }

    private sealed class Seen(ConcurrentQueue<Message> messages) : IProgress<Message>
    {
        public void Report(Message value) => messages.Enqueue(value);
    }

    private Task<IList<ContainerListResponse>> ListContainersAsync() =>
        package.Containers.ListContainersAsync(new ContainersListParameters { All = true });
}
