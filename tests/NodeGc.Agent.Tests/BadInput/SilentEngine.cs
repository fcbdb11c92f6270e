using System.Net.Sockets;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>A socket on which somebody listens and nobody ever answers.</summary>
internal sealed class SilentEngine : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public SilentEngine(string folder)
    {
        SocketPath = Path.Combine(folder, "silent.sock");
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();
    }

    public string SocketPath { get; }

    public void Dispose() => listener.Dispose();
}
