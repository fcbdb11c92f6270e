using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Tests;

/// <summary>Answers every request with the same bytes, over TLS or without.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> peers = [];
    private readonly X509Certificate2? certificate;
    private readonly Func<Stream, Task> answer;
    private readonly Task accepting;

    private RawServer(X509Certificate2? certificate, Func<Stream, Task> answer)
    {
        (this.certificate, this.answer) = (certificate, answer);
        listener.Start();
        accepting = AcceptAsync();
    }

    public KubernetesConnection Connection =>
        new()
        {
            Server = new Uri(
                $"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"
            ),
        };

    /// <summary>A server that ends each connection after its answer.</summary>
    public static RawServer Start(string answer, X509Certificate2? certificate = null) =>
        new(certificate, async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(answer)));

    /// <summary>A server that goes on with its answer once <paramref name="released"/>.</summary>
    public static RawServer Start(string begin, Task released, string end) => new(null, async stream =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(begin));
            await released;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(end));
        });

    public static string Json(string body) => Head(Encoding.UTF8.GetByteCount(body)) + body;

    public static string Head(int length) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n";

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        foreach (var peer in peers)
            peer.Dispose();
        await accepting;
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var peer = await listener.AcceptTcpClientAsync();
                peers.Add(peer);
                _ = ServeAsync(peer);
            }
            catch (Exception failure)
                when (failure is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient peer)
    {
        try
        {
            using var _ = peer;
            await using var stream = await SecureAsync(peer.GetStream());
            if (await stream.ReadAsync(new byte[16 * 1024]) == 0)
                return;
            await answer(stream);
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or ObjectDisposedException
                        or System.Security.Authentication.AuthenticationException
            )
        {
            // The client did not like the certificate, or is gone.
        }
    }

    private async Task<Stream> SecureAsync(Stream plain)
    {
        if (certificate is null)
            return plain;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(certificate);
        return secure;
    }
}
