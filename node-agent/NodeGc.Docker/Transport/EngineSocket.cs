using System.Net.Sockets;

namespace NodeGc.Docker.Transport;

/// <summary>
/// The engine's unix socket as .NET's own HTTP client connects to it: a body that is cut off is a fault.
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

    /// <summary>Up to 107 bytes, as the kernel has it.</summary>
    public string Path { get; }

    /// <summary>Keeps connections and uses them again, whoever sends through it.</summary>
    public SocketsHttpHandler Handler { get; }

    /// <summary>The process that listens, as this process numbers it; 0 before anything was asked, and where it lies in
    /// another process namespace.</summary>
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

    /// <summary>Source: <c>unix(7)</c>, SO_PEERCRED: process, user and group of the one who called
    /// <c>listen</c>.</summary>
    private static int PeerOf(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return BitConverter.ToInt32(credentials);
    }
}
