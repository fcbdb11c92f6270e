using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Kubernetes.Tests.Events;

[TestFixture(Speaker.Operator)]
[TestFixture(Speaker.Agent)]
public sealed class EventRecorderTests(Speaker speaker)
{
    private static readonly EventNote Note = EventNote.Warning("Broken", "It is broken.");
    private Server server = null!;
    private SpeakingClient client = null!;
    private Node node = null!;
    private EventRecorder recorder = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await Server.StartAsync();
        client = server.ClientOf(speaker, TimeProvider.System);
        node = await server.AddNodeAsync("n1");
        recorder = new EventRecorder(
            client.Events,
            new EventSource { Component = "tests" },
            TimeProvider.System,
            NullLogger.Instance
        );
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Test]
    public async Task Counts_what_it_said_before_and_puts_news_of_nodes_where_kubectl_looks()
    {
        await RecordAsync(Note, Note, Note, EventNote.Normal("Mended", "It works."));

        var events = await ListAsync();
        Assert.That(
            events.Select(note => (note.Reason, note.Count, note.Type)),
            Is.EquivalentTo([("Broken", 3, "Warning"), ("Mended", 1, "Normal")])
        );
        Assert.That(events.Select(note => note.Metadata.Namespace), Is.All.EqualTo("default"));
        Assert.That(events.Select(note => note.InvolvedObject.Uid), Is.All.EqualTo(node.Metadata.Uid));
    }

    [Test]
    public async Task Writes_a_new_event_when_the_server_has_forgotten_the_old_one()
    {
        await RecordAsync(Note);
        await server.DeleteAsync(CoreResources.Events, (await ListAsync()).Single());

        await RecordAsync(Note);

        Assert.That((await ListAsync()).Single().Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Gives_an_event_up_that_cannot_be_written()
    {
        server.Api.Faults.Next(1, seen => seen.Method == "POST", new Fault.Answer(500));

        await RecordAsync(Note);

        Assert.That(await ListAsync(), Is.Empty);
    }

    [Test]
    public async Task An_occurrence_is_recorded_once_by_whatever_process()
    {
        var once = new EventOccurrence(ObjectReference.ToNode("n1"), Note, "run-1", DateTimeOffset.UnixEpoch);
        var other = new EventRecorder(
            client.Events,
            new EventSource { Component = "another" },
            TimeProvider.System,
            NullLogger.Instance
        );
        bool[] created =
        [
            await recorder.RecordOnceAsync(once, default),
            await other.RecordOnceAsync(once with { Time = DateTimeOffset.UtcNow }, default),
            await other.RecordOnceAsync(once with { Key = "run-2" }, default),
        ];
        Assert.That(created, Is.EqualTo([true, false, true]));
        var events = await ListAsync();
        Assert.That(events.Select(one => one.Source!.Component), Is.EquivalentTo(["tests", "another"]));
        Assert.That(events.Select(one => one.InvolvedObject.Uid), Is.All.EqualTo("n1"), "as in events of a kubelet");
    }

    private async Task RecordAsync(params EventNote[] notes)
    {
        foreach (var note in notes)
            await recorder.RecordAsync(node, note, CancellationToken.None);
    }

    private async Task<IReadOnlyList<Event>> ListAsync() =>
        (await server.Client.Resource(CoreResources.Events).ListAsync(ListOptions.All, CancellationToken.None)).Items;
}
