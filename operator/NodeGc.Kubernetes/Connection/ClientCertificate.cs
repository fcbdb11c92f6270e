using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Kubernetes.Connection;

/// <summary>A client certificate with its private key and the intermediates that lead to its root.</summary>
public sealed record ClientCertificate(X509Certificate2 Certificate, X509Certificate2Collection Intermediates)
{
    /// <summary>Reads PEM text: the certificate first, its intermediates after it; the key in any PEM form without a
    /// password.</summary>
    /// <exception cref="CryptographicException">The text contains no certificate or key, or they do not
    /// match.</exception>
    internal static ClientCertificate FromPem(string certificatePem, string keyPem)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificatePem);
        if (chain.Count > 0)
            chain.RemoveAt(0);
        return new ClientCertificate(X509Certificate2.CreateFromPem(certificatePem, keyPem), chain);
    }
}
