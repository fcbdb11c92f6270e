using k8s;
using NodeGc.Kubernetes.Client;
using NodeGc.Testing;
using KubernetesException = NodeGc.Kubernetes.Client.KubernetesException;

namespace NodeGc.Kubernetes.Tests.Client;

/// <summary>Answers that are not whole: unknown is never read as "nothing there".</summary>
[TestFixture(Speaker.Operator)]
[TestFixture(Speaker.Agent)]
public sealed class AnswerTests(Speaker speaker)
{
    private const string Page = """{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"n1"}}]}""";

    [Test]
    public async Task Takes_a_whole_list()
    {
        await using var server = RawServer.Start(RawServer.Json(Page));

        Assert.That(await ListAsync(server), Is.EqualTo(1));
    }

    [Test]
    public async Task Takes_an_empty_list_that_is_written_as_null()
    {
        await using var server = RawServer.Start(
            RawServer.Json("""{"metadata":{"resourceVersion":"1"},"items":null}""")
        );

        Assert.That(await ListAsync(server), Is.Zero);
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"metadata":{"resourceVersion":"1"}}""")]
    [TestCase("""{"items":[]}""")]
    [TestCase("""{"metadata":{"resourceVersion":"1"},"items":[null]}""")]
    [TestCase("""{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"n1"}}""")]
    [TestCase("<html>")]
    public async Task Takes_nothing_else_for_a_list(string body)
    {
        await using var server = RawServer.Start(RawServer.Json(body));

        Assert.That(() => ListAsync(server), FailsAs(KubernetesErrorKind.Protocol));
    }

    [TestCase(1)]
    [TestCase(40)]
    [TestCase(69)]
    public async Task Takes_no_answer_that_is_cut_off(int length)
    {
        await using var server = RawServer.Start(RawServer.Head(Page.Length) + Page[..length]);

        Assert.That(() => ListAsync(server), FailsAs(KubernetesErrorKind.Transport));
    }

    [Test]
    public async Task Takes_no_chunked_answer_without_its_last_chunk()
    {
        await using var server = RawServer.Start(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + $"{Page.Length:x}\r\n{Page}\r\n"
        );

        Assert.That(() => ListAsync(server), FailsAs(KubernetesErrorKind.Transport));
    }

    [Test]
    public async Task Gives_up_an_answer_that_stalls()
    {
        var clock = new AwaitedClock();
        var release = new TaskCompletionSource();
        await using var server = RawServer.Start(RawServer.Head(Page.Length) + Page[..40], release.Task, Page[40..]);
        using var client = new SpeakingClient(speaker, server.Connection, clock);
        var listing = client.ListAsync();
        await Server.UntilAsync(() => clock.IsAwaited(TimeSpan.FromSeconds(60)));

        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.That(async () => await listing, FailsAs(KubernetesErrorKind.Transport));
        release.SetResult();
    }

    [Test]
    public async Task Stops_within_an_answer_when_asked_to()
    {
        var release = new TaskCompletionSource();
        await using var server = RawServer.Start(RawServer.Head(Page.Length) + Page[..40], release.Task, Page[40..]);
        using var client = new SpeakingClient(speaker, server.Connection, TimeProvider.System);
        using var asked = new CancellationTokenSource();
        var listing = client.ListAsync(asked.Token);

        await asked.CancelAsync();

        Assert.That(async () => await listing, Throws.InstanceOf<OperationCanceledException>());
        release.SetResult();
    }

    /// <summary>Why answers are not read by the package: if this fails, it has learned to stop.</summary>
    [Test]
    public async Task The_package_by_itself_reads_on_whoever_asks_it_to_stop()
    {
        var release = new TaskCompletionSource();
        await using var server = RawServer.Start(RawServer.Head(2) + "{", release.Task, "}");
        using var package = new k8s.Kubernetes(
            new KubernetesClientConfiguration { Host = server.Connection.Server.AbsoluteUri },
            new Headers(out var read)
        );
        using var asked = new CancellationTokenSource();
        var reading = Task.Run(() =>
            package.CustomObjects.GetClusterCustomObjectAsync<k8s.Models.V1Status>("", "v1", "nodes", "n1", asked.Token)
        );
        await read;

        await asked.CancelAsync();
        release.SetResult();

        Assert.That(async () => await reading, Throws.Nothing);
    }

    private async Task<int> ListAsync(RawServer server)
    {
        using var client = new SpeakingClient(speaker, server.Connection, TimeProvider.System);
        return await client.ListAsync();
    }

    private static NUnit.Framework.Constraints.EqualConstraint<KubernetesErrorKind> FailsAs(KubernetesErrorKind kind) =>
        Throws.TypeOf<KubernetesException>().With.Property(nameof(KubernetesException.Kind)).EqualTo(kind);

    /// <summary>Tells when the body of the answer is being read.</summary>
    private sealed class Headers : DelegatingHandler
    {
        private readonly TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Headers(out Task read) => read = reading.Task;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Content = new StreamContent(
                new Told(await response.Content.ReadAsStreamAsync(cancellationToken), reading.SetResult)
            );
            return response;
        }
    }

    private sealed class Told(Stream inner, Action read) : Stream
    {
        private bool told;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!told)
                read();
            told = true;
            return inner.Read(buffer, offset, count);
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
