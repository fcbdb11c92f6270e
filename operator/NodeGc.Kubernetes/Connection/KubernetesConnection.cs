using System.Security.Cryptography.X509Certificates;
using k8s;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Everything needed to connect to one API server: address, trusted roots and credentials.</summary>
public sealed record KubernetesConnection
{
    /// <summary>The root of the API, with or without a path prefix.</summary>
    public required Uri Server { get; init; }

    /// <summary>Trusted roots; null means those of the system.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>The server's certificate is not checked at all. Only ever set by a kubeconfig.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The name that the server's certificate must have, if not the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Null if the user has none.</summary>
    public ClientCertificate? ClientCertificate { get; init; }

    public BearerToken Token { get; init; } = BearerToken.None;

    /// <summary>The namespace of the pod or of the kubeconfig context.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>
    /// The package's configuration with its TLS hardened. The roots are not in <c>SslCaCerts</c>: with them there, the
    /// package accepts a certificate of any name. Credentials are not there either, they come by
    /// <see cref="BearerTokenReader"/>, which reads them again after a 401.
    /// </summary>
    internal KubernetesClientConfiguration ToConfiguration(string userAgent) =>
        new()
        {
            Host = Server.AbsoluteUri,
            SkipTlsVerify = SkipTlsVerify,
            TlsServerName = TlsServerName,
            UserAgent = userAgent,
            // Over HTTP/2 all watches and the lease would share one connection, and a write that is sent as it breaks
            // is lost; a pool of HTTP/1.1 connections looks at each one before it is used again.
            DisableHttp2 = true,
            // Timeouts are our own: they use the process's TimeProvider, and a watch has a different one.
            HttpClientTimeout = Timeout.InfiniteTimeSpan,
            FirstMessageHandlerSetup = handler => ConnectionHandler.Harden(handler, this),
        };
}
