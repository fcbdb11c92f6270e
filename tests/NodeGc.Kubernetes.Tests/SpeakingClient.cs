using System.Text.Json.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Kubernetes.Tests;

/// <summary>What both clients can do.</summary>
internal sealed class SpeakingClient : IDisposable
{
    private readonly IDisposable client;

    public SpeakingClient(Speaker speaker, KubernetesConnection connection, TimeProvider time)
    {
        if (speaker == Speaker.Operator)
        {
            var package = new KubernetesClient(connection, "kubernetes-tests", time);
            var nodes = package.Resource(CoreResources.Nodes);
            (client, Nodes, NodeWriter, FindNodeAsync) = (package, nodes, nodes, nodes.FindAsync);
            (Events, PatchNodeStatusAsync) = (package.Resource(CoreResources.Events), nodes.Status.MergePatchAsync);
        }
        else
        {
            var small = new SmallClient(connection, "kubernetes-tests", time);
            var nodes = small.Resource(CoreResources.Nodes);
            (client, Nodes, NodeWriter, FindNodeAsync) = (small, nodes, nodes, nodes.FindAsync);
            (Events, PatchNodeStatusAsync) = (small.Resource(CoreResources.Events), nodes.MergePatchStatusAsync);
        }
    }

    public IObjectFeed<Node> Nodes { get; }

    public IObjectWriter<Node> NodeWriter { get; }

    public IObjectWriter<Event> Events { get; }

    public Func<ObjectKey, CancellationToken, Task<Node?>> FindNodeAsync { get; }

    public Func<ObjectKey, JsonObject, CancellationToken, Task<Node>> PatchNodeStatusAsync { get; }

    /// <summary>How many nodes there are.</summary>
    public async Task<int> ListAsync(CancellationToken cancellationToken = default) =>
        (await Nodes.ListAsync(ListOptions.All, cancellationToken)).Items.Length;

    public void Dispose() => client.Dispose();
}
