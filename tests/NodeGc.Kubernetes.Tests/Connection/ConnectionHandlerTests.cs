using System.Net;
using System.Net.Sockets;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Tests.Connection;

public sealed class ConnectionHandlerTests
{
    [Test]
    public async Task Notices_a_peer_that_vanished_within_sixty_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = new DnsEndPoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

        await using var stream = (NetworkStream)await ConnectionHandler.ConnectAsync(server, CancellationToken.None);

        var (idle, between, probes) = (
            Option(stream, SocketOptionName.TcpKeepAliveTime),
            Option(stream, SocketOptionName.TcpKeepAliveInterval),
            Option(stream, SocketOptionName.TcpKeepAliveRetryCount)
        );
        Assert.That(stream.Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive), Is.EqualTo(1));
        Assert.That(idle + between * probes, Is.LessThanOrEqualTo(60));
    }

    [Test]
    public void Follows_nobody_with_its_token()
    {
        using var handler = new SocketsHttpHandler();

        ConnectionHandler.Harden(handler, new KubernetesConnection { Server = new Uri("https://one/") });

        Assert.That(
            (handler.AllowAutoRedirect, handler.UseProxy, handler.UseCookies),
            Is.EqualTo((false, false, false))
        );
    }

    private static int Option(NetworkStream stream, SocketOptionName name) =>
        (int)stream.Socket.GetSocketOption(SocketOptionLevel.Tcp, name)!;
}
