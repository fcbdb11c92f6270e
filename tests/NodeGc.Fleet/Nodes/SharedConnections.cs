using System.Net;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Fleet.Nodes;

/// <summary>Sends the requests of many agents over one connection (HTTP/2), and counts what they write. Each agent of a
/// real fleet has connections of its own (HTTP/1.1).</summary>
internal sealed class SharedConnections(KubernetesConnection connection, WriteCounter writes)
    : DelegatingHandler(ConnectionHandler.Create(connection))
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        writes.Add(request);
        return await base.SendAsync(request, cancellationToken);
    }
}
