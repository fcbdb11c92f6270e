using System.Net.Sockets;

namespace NodeGc.Docker.Transport;

/// <summary>
/// The engine's unix socket for .NET's own HTTP client, for which a truncated body is an error.
/// </summary>
internal sealed class EngineSocket
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    public EngineSocket(string path)
    {
        Path = path;
        Handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = (_, cancellationToken) => ConnectAsync(cancellationToken),
        };
    }

    /// <summary>Up to 107 bytes, the kernel's limit.</summary>
    public string Path { get; }

    /// <summary>Reuses connections for all senders.</summary>
    public SocketsHttpHandler Handler { get; }

    /// <summary>The listening process in this process's pid namespace; 0 before the first request, and if it is in
    /// another namespace.</summary>
    public int PeerProcess { get; private set; }

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancellationToken);
            PeerProcess = PeerOf(socket);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Source: <c>unix(7)</c>, SO_PEERCRED: process, user and group that called <c>listen</c>.</summary>
    private static int PeerOf(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return BitConverter.ToInt32(credentials);
    }
}
