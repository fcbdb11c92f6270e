using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Configures an HTTP handler for an API server: TLS 1.2 or newer, the cluster's roots, a check of the
/// server's name, and a pool that survives a restart of the server.</summary>
internal static class ConnectionHandler
{
    /// <summary>A new handler for the API server.</summary>
    public static SocketsHttpHandler Create(KubernetesConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var handler = new SocketsHttpHandler();
        Harden(handler, connection);
        return handler;
    }

    public static void Harden(SocketsHttpHandler handler, KubernetesConnection connection)
    {
        // An API server does not redirect, and a token must not be sent elsewhere.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.UseProxy = false;
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        // New backends of a load balancer get their share, and a closed connection is not kept for long.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60);
        handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, cancellationToken);
        handler.SslOptions = Tls(connection);
    }

    private static SslClientAuthenticationOptions Tls(KubernetesConnection connection)
    {
        var options = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = ChainPolicy(connection.CertificateAuthorities),
            // Errors are ignored only if a kubeconfig says insecure-skip-tls-verify.
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
                connection.SkipTlsVerify || errors == SslPolicyErrors.None,
            // The package adds to it.
            ClientCertificates = [],
        };
        if (connection.ClientCertificate is { } client)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                client.Certificate,
                client.Intermediates,
                offline: true
            );
        return options;
    }

    private static X509ChainPolicy? ChainPolicy(X509Certificate2Collection? authorities)
    {
        if (authorities is null)
            return null;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // Cluster authorities publish no revocation lists.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    // A watch may be silent for minutes: only keep-alive probes show whether the peer still exists.
    internal static async ValueTask<Stream> ConnectAsync(DnsEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(server, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
