using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Reads a bundle of trusted roots.</summary>
internal static class CertificateAuthorities
{
    /// <exception cref="CryptographicException">The text contains no certificate: an empty trust store is never
    /// intended.</exception>
    public static X509Certificate2Collection FromPem(string pem)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem);
        return roots.Count > 0 ? roots : throw new CryptographicException("The text contains no certificate.");
    }
}
