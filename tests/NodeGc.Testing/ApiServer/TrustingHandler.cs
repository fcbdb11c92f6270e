using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Testing.ApiServer;

/// <summary>Makes HTTP clients that trust one certificate authority and no other.</summary>
internal static class TrustingHandler
{
    public static SocketsHttpHandler For(string authorityPem)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509Certificate2.CreateFromPem(authorityPem) },
        };
        return handler;
    }
}
