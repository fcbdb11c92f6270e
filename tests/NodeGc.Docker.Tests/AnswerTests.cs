using System.Globalization;
using System.Net.Sockets;
using System.Text;
using NodeGc.Docker.Tests.Fakes;

namespace NodeGc.Docker.Tests;

public sealed class AnswerTests
{
    private ScriptedEngine engine = null!;
    private DockerClient client = null!;

    [SetUp]
    public async Task Start()
    {
        engine = new ScriptedEngine();
        client = await DockerClient.ConnectAsync(engine.Options, default);
    }

    [TearDown]
    public async Task Stop()
    {
        client.Dispose();
        await engine.DisposeAsync();
    }

    [Test]
    public async Task Uses_one_connection_again_and_again()
    {
        engine.Answer("GET /v1.41/images/json?all=1", "[]");
        engine.Answer("DELETE /v1.41/volumes/v", "{\"message\":\"volume is in use - [c]\"}", 409);
        for (var round = 0; round < 20; round++)
        {
            await client.ListImagesAsync(default);
            await client.FindVolumeAsync("gone", default);
            await client.RemoveVolumeAsync("v", default);
        }
        Assert.That(engine.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task Reads_null_lists_and_maps_as_empty_ones()
    {
        engine.Answer("GET /v1.41/images/json?all=1", """[{"Id":"sha256:a","RepoTags":null,"Labels":null}]""");
        var image = (await client.ListImagesAsync(default)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(image.RepoTags, Is.Empty);
            Assert.That(image.Labels, Is.Empty);
        }
    }

    [Test]
    public void Never_reads_an_answer_without_volumes_as_no_volumes()
    {
        engine.Answer("GET /v1.41/volumes", """{"Warnings":null}""");
        Assert.That(
            () => client.ListVolumesAsync(default),
            Throws
                .InstanceOf<DockerException>()
                .With.Property(nameof(DockerException.Failure))
                .EqualTo(DockerFailure.BadAnswer)
        );
    }

    [Test]
    public void Never_reads_an_answer_without_build_cache_as_an_empty_one()
    {
        engine.Answer("GET /v1.41/system/df", """{"Images":[]}""");
        Assert.That(() => client.FindBuildCacheAsync(default), Throws.InstanceOf<DockerException>());
    }

    [Test]
    public async Task Reads_plain_text_errors_of_old_engines()
    {
        engine.Answer("DELETE /v1.41/containers/c", "Conflict, stop the container first", 409);
        Assert.That(
            await client.RemoveContainerAsync("c", default),
            Is.EqualTo(new RemoveOutcome.InUse("Conflict, stop the container first"))
        );
    }

    [TestCase("..")]
    [TestCase(".")]
    [TestCase("")]
    [TestCase("../containers/web")]
    [TestCase("a/../b?force=1")]
    [TestCase("a//b")]
    [TestCase("/a")]
    [TestCase("a\nb")]
    [TestCase("a\uFFFDb")]
    [TestCase("a\uD800b")]
    public void Refuses_a_name_that_would_climb_the_path(string name) =>
        Assert.That(
            () => client.RemoveVolumeAsync(name, default),
            Throws
                .InstanceOf<DockerException>()
                .With.Property(nameof(DockerException.Failure))
                .EqualTo(DockerFailure.BadName)
        );

    [TestCase("")]
    [TestCase(".")]
    [TestCase("hk2iowrgtgafmkcwqrvit2t2")]
    [TestCase(".........................")]
    public void Refuses_a_part_or_a_pattern_of_a_record_s_ID_since_the_engine_would_remove_all_that_fit(string id) =>
        Assert.That(
            () => client.RemoveBuildCacheAsync(id, default),
            Throws
                .InstanceOf<DockerException>()
                .With.Property(nameof(DockerException.Failure))
                .EqualTo(DockerFailure.BadName)
        );

    [Test]
    public async Task Keeps_a_name_with_slashes_within_its_segment()
    {
        await client.RemoveVolumeAsync("team/a..b%2e?force=1#x y\\z", default);
        Assert.That(engine.Requests, Does.Contain("DELETE /v1.41/volumes/team%2Fa..b%252e%3Fforce%3D1%23x%20y%5Cz"));
    }

    [Test]
    public async Task Reads_ten_thousand_containers_without_holding_their_text()
    {
        const int Containers = 10_000;
        var held = 0L;
        engine.Stream("GET /v1.41/containers/json?all=1", async stream =>
        {
            await WriteContainersAsync(stream, Containers);
            held = GC.GetTotalMemory(forceFullCollection: true);
            stream.Socket.Shutdown(SocketShutdown.Send);
        });
        var listed = await client.ListContainersAsync(default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed, Has.Length.EqualTo(Containers));
            Assert.That(
                held,
                Is.InRange(1, Containers * PaddingBytes / 2),
                $"the text alone is {Containers * PaddingBytes} bytes"
            );
        }
    }

    [Test]
    public async Task Ends_the_event_stream_when_the_engine_ends()
    {
        engine.BreakOff(
            "GET /v1.41/events",
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
                + """{"Type":"image","Action":"pull","Actor":{"ID":"sha256:a"},"timeNano":5}"""
                + "\n"
                + """{"status":"start","id":"c","Type":"container","Action":"start","""
                + """ "Actor":{"ID":"c","Attributes":null},"timeNano":6}"""
                + "\n"
        );
        var events = new List<string>();
        await foreach (var happened in client.ReadEventsAsync(default))
            events.Add($"{happened.Type} {happened.Action} {happened.Actor?.Id}");
        Assert.That(events, Is.EqualTo(["image pull sha256:a", "container start c"]));
    }

    private const int PaddingBytes = 10_000;

    private static async Task WriteContainersAsync(NetworkStream stream, int count)
    {
        var padding = new string('x', PaddingBytes);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n["u8.ToArray());
        for (var index = 0; index < count; index++)
        {
            var item = string.Create(
                CultureInfo.InvariantCulture,
                $"{(index == 0 ? "" : ",")}{{\"Id\":\"c{index}\",\"Names\":[\"/n{index}\"],\"Ports\":\"{padding}\"}}"
            );
            await stream.WriteAsync(Encoding.UTF8.GetBytes(item));
        }
        await stream.WriteAsync("]"u8.ToArray());
    }
}
