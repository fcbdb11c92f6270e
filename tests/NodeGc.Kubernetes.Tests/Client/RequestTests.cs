using System.Net;
using System.Text.Json.Nodes;
using k8s;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Testing.ApiServer.Faults;
using KubernetesException = NodeGc.Kubernetes.Client.KubernetesException;

namespace NodeGc.Kubernetes.Tests.Client;

/// <summary>What goes over the wire, by either client.</summary>
[TestFixture(Speaker.Operator)]
[TestFixture(Speaker.Agent)]
public sealed class RequestTests(Speaker speaker)
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private Server server = null!;
    private SpeakingClient client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await Server.StartAsync();
        client = server.ClientOf(speaker, TimeProvider.System);
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Test]
    public async Task A_name_is_one_segment_of_the_path()
    {
        var found = await client.FindNodeAsync(new ObjectKey(null, "../pods?x=1#"), Token);

        Assert.That(found, Is.Null);
        Assert.That(server.Api.Requests.All.Last().Path, Does.StartWith("/api/v1/nodes/"));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    public void A_name_that_no_path_can_carry_is_not_sent(string name) =>
        Assert.That(async () => await client.FindNodeAsync(new ObjectKey(null, name), Token), Throws.ArgumentException);

    [Test]
    public async Task Times_are_written_to_the_second()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(1));
        var written = await client.Events.CreateAsync(EventAt(time), Token);

        Assert.That(written.FirstTimestamp, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 2, 4, 5, TimeSpan.Zero)));
    }

    [Test]
    public async Task Writes_the_status_apart_from_the_rest()
    {
        await server.AddNodeAsync("n1");
        var patch = JsonNode.Parse("""{"status":{"nodeInfo":{"operatingSystem":"linux"}}}""");

        var written = await client.PatchNodeStatusAsync(new ObjectKey(null, "n1"), patch!.AsObject(), Token);

        // A write to the object itself would not change the status.
        Assert.That(written.RunsLinux(), Is.True);
    }

    [Test]
    public async Task Fails_with_a_conflict_where_the_object_changed_since()
    {
        var node = await server.AddNodeAsync("n1");
        await client.NodeWriter.MergePatchAsync(
            ObjectKey.From(node),
            Patch(node.Metadata.ResourceVersion!, "a"),
            Token
        );

        Assert.That(
            () =>
                client.NodeWriter.MergePatchAsync(
                    ObjectKey.From(node),
                    Patch(node.Metadata.ResourceVersion!, "b"),
                    Token
                ),
            FailsAs(KubernetesErrorKind.Conflict)
        );
    }

    [Test]
    public async Task Says_that_a_name_is_taken()
    {
        var node = await server.AddNodeAsync("n1");

        Assert.That(
            () =>
                client.NodeWriter.CreateAsync(
                    new Node { Metadata = new ObjectMeta { Name = node.Metadata.Name } },
                    Token
                ),
            FailsAs(KubernetesErrorKind.AlreadyExists)
        );
    }

    [Test]
    public async Task Cannot_know_whether_a_write_was_carried_out_whose_answer_is_lost()
    {
        await server.AddNodeAsync("n1");
        server.Api.Faults.Next(1, seen => seen.Method == "PATCH", new Fault.AbortAfterwards());

        Assert.That(
            () => client.NodeWriter.MergePatchAsync(new ObjectKey(null, "n1"), Patch(null, "a"), Token),
            FailsAs(KubernetesErrorKind.Transport)
        );
    }

    [TestCase(429, KubernetesErrorKind.TooManyRequests, true)]
    [TestCase(503, KubernetesErrorKind.Unavailable, true)]
    [TestCase(403, KubernetesErrorKind.Forbidden, false)]
    [TestCase(422, KubernetesErrorKind.Invalid, false)]
    public void Classes_a_refusal_by_what_to_do_next(int code, KubernetesErrorKind kind, bool transient)
    {
        server.Api.Faults.Next(1, _ => true, new Fault.Answer(code, RetryAfterSeconds: 7));

        var failure = Assert.ThrowsAsync<KubernetesException>(() =>
            client.FindNodeAsync(new ObjectKey(null, "n1"), Token)
        );

        Assert.That(
            (failure!.Kind, failure.Status, failure.IsTransient),
            Is.EqualTo((kind, (HttpStatusCode?)code, transient))
        );
        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(failure.Message, Does.StartWith($"GET /api/v1/nodes/n1: {code} "));
    }

    [Test]
    public async Task Lists_page_by_page_and_all_at_once_when_the_pages_expire()
    {
        foreach (var index in Enumerable.Range(0, 5))
            await server.AddNodeAsync($"n{index}");
        server.Api.Faults.Next(
            1,
            seen => seen.Query.Contains("continue=", StringComparison.Ordinal),
            new Fault.Answer(410)
        );

        var all = await client.Nodes.ListAsync(ListOptions.All with { PageSize = 2 }, Token);

        Assert.That(all.Items.Select(node => node.Metadata.Name), Is.EqualTo(["n0", "n1", "n2", "n3", "n4"]));
    }

    /// <summary>Why names are escaped before the package sees them.</summary>
    [Test]
    public async Task The_package_by_itself_takes_a_name_for_a_path()
    {
        var seen = new Seen();
        using var package = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1" }, seen);

        await Assert.ThatAsync(
            () => package.CustomObjects.DeleteClusterCustomObjectAsync("", "v1", "nodes", "../secrets"),
            Throws.TypeOf<HttpRequestException>()
        );

        Assert.That(seen.Path, Is.EqualTo("/api/v1/secrets"));
    }

    private static JsonObject Patch(string? version, string label) =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = version,
                ["labels"] = new JsonObject { ["pool"] = label },
            },
        };

    private static Event EventAt(DateTimeOffset time) =>
        new()
        {
            Metadata = new ObjectMeta { Namespace = "default", Name = "e1" },
            InvolvedObject = new ObjectReference { Kind = "Node", Name = "n1" },
            FirstTimestamp = time,
        };

    private static NUnit.Framework.Constraints.EqualConstraint<KubernetesErrorKind> FailsAs(KubernetesErrorKind kind) =>
        Throws.TypeOf<KubernetesException>().With.Property(nameof(KubernetesException.Kind)).EqualTo(kind);

    private sealed class Seen : DelegatingHandler
    {
        public string? Path { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Path = request.RequestUri!.AbsolutePath;
            throw new HttpRequestException("seen");
        }
    }
}
