using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Kubernetes.Tests.Client;

public sealed class ResourceClientTests
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly ObjectKey N1 = new(null, "n1");
    private Server server = null!;

    [SetUp]
    public async Task StartAsync() => server = await Server.StartAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Finds_nothing_as_null_and_gets_nothing_as_a_failure()
    {
        Assert.That(await server.Nodes.FindAsync(N1, Token), Is.Null);
        Assert.That(() => server.Nodes.GetAsync(N1, Token), FailsAs(KubernetesErrorKind.NotFound));
    }

    [Test]
    public async Task Tells_a_taken_name_from_a_changed_object()
    {
        var node = await server.AddNodeAsync("n1");
        await server.Nodes.MergePatchAsync(N1, Labelled("pool", "build"), Token);

        Assert.That(() => server.AddNodeAsync("n1"), FailsAs(KubernetesErrorKind.AlreadyExists));
        Assert.That(() => server.Nodes.ReplaceAsync(node, Token), FailsAs(KubernetesErrorKind.Conflict));
    }

    [Test]
    public async Task Replaces_what_was_read_last()
    {
        var node = await server.AddNodeAsync("n1");

        var labels = ImmutableDictionary<string, string>.Empty.Add("pool", "build");
        await server.Nodes.ReplaceAsync(node with { Metadata = node.Metadata with { Labels = labels } }, Token);

        Assert.That((await server.Nodes.GetAsync(N1, Token)).Metadata.Labels!["pool"], Is.EqualTo("build"));
    }

    [Test]
    public async Task Writes_the_status_apart_from_the_rest()
    {
        var node = await server.AddNodeAsync("n1");
        var system = new NodeSystemInfo { OperatingSystem = "linux" };

        await server.Nodes.Status.ReplaceAsync(node with { Status = new NodeStatus { NodeInfo = system } }, Token);
        await server.Nodes.ReplaceAsync(
            await server.Nodes.GetAsync(N1, Token) with
            {
                Status = new NodeStatus { NodeInfo = new NodeSystemInfo { OperatingSystem = "windows" } },
            },
            Token
        );

        Assert.That((await server.Nodes.GetAsync(N1, Token)).RunsLinux(), Is.True);
    }

    [Test]
    public async Task Lists_page_by_page_and_by_selectors()
    {
        foreach (var index in Enumerable.Range(0, 7))
            await server.AddNodeAsync($"n{index}");
        await server.Nodes.MergePatchAsync(N1, Labelled("pool", "build"), Token);

        var all = await server.Nodes.ListAsync(ListOptions.All with { PageSize = 3 }, Token);
        var labelled = await server.Nodes.ListAsync(ListOptions.All with { LabelSelector = "pool in (build)" }, Token);
        var named = await server.Nodes.ListAsync(ListOptions.All with { FieldSelector = "metadata.name=n2" }, Token);

        Assert.That(
            all.Items.Select(node => node.Metadata.Name),
            Is.EqualTo(["n0", "n1", "n2", "n3", "n4", "n5", "n6"])
        );
        Assert.That(labelled.Items.Single().Metadata.Name, Is.EqualTo("n1"));
        Assert.That(named.Items.Single().Metadata.Name, Is.EqualTo("n2"));
        Assert.That(
            server.Api.Requests.All.Count(seen => seen.Query.Contains("limit=3", StringComparison.Ordinal)),
            Is.EqualTo(3)
        );
    }

    [Test]
    public async Task Lists_all_at_once_when_the_pages_expire()
    {
        foreach (var index in Enumerable.Range(0, 5))
            await server.AddNodeAsync($"n{index}");
        server.Api.Faults.Next(
            1,
            seen => seen.Query.Contains("continue=", StringComparison.Ordinal),
            new Fault.Answer(410)
        );

        var all = await server.Nodes.ListAsync(ListOptions.All with { PageSize = 2 }, Token);

        Assert.That(all.Items, Has.Length.EqualTo(5));
    }

    [Test]
    public async Task Visits_every_object_also_when_the_pages_expire()
    {
        foreach (var index in Enumerable.Range(0, 5))
            await server.AddNodeAsync($"n{index}");
        server.Api.Faults.Next(
            1,
            seen => seen.Query.Contains("continue=", StringComparison.Ordinal),
            new Fault.Answer(410)
        );
        var seen = new HashSet<string?>();

        await server.Nodes.VisitAsync(
            ListOptions.All with
            {
                PageSize = 2,
            },
            node => seen.Add(node.Metadata.Name),
            Token
        );

        Assert.That(seen, Is.EquivalentTo(["n0", "n1", "n2", "n3", "n4"]));
    }

    [TestCase(429, KubernetesErrorKind.TooManyRequests, true)]
    [TestCase(503, KubernetesErrorKind.Unavailable, true)]
    [TestCase(403, KubernetesErrorKind.Forbidden, false)]
    [TestCase(422, KubernetesErrorKind.Invalid, false)]
    public void Classes_a_refusal_by_what_to_do_next(int code, KubernetesErrorKind kind, bool transient)
    {
        server.Api.Faults.Next(1, _ => true, new Fault.Answer(code, RetryAfterSeconds: 7));

        var failure = Assert.ThrowsAsync<KubernetesException>(() => server.Nodes.GetAsync(N1, Token));

        Assert.That(
            (failure!.Kind, failure.Status, failure.IsTransient),
            Is.EqualTo((kind, (HttpStatusCode?)code, transient))
        );
        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task Reports_a_server_that_is_away_as_a_failure_of_transport_and_finds_it_again()
    {
        await server.AddNodeAsync("n1");
        await server.Api.StopListeningAsync();
        Assert.That(() => server.Nodes.GetAsync(N1, Token), FailsAs(KubernetesErrorKind.Transport));

        await server.Api.ListenAgainAsync(Token);

        Assert.That((await server.Nodes.GetAsync(N1, Token)).Metadata.Name, Is.EqualTo("n1"));
    }

    [Test]
    public async Task Stops_at_once_when_asked_to()
    {
        using var asked = new CancellationTokenSource();
        server.Api.Faults.Next(1, _ => true, new Fault.Delay(TimeSpan.FromSeconds(30)));
        var request = server.Nodes.GetAsync(N1, asked.Token);

        await asked.CancelAsync();

        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
    }

    private static NUnit.Framework.Constraints.EqualConstraint<KubernetesErrorKind> FailsAs(KubernetesErrorKind kind) =>
        Throws.TypeOf<KubernetesException>().With.Property(nameof(KubernetesException.Kind)).EqualTo(kind);

    private static JsonObject Labelled(string key, string value) =>
        new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [key] = value } } };
}
