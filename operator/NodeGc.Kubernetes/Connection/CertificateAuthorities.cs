using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Reads a bundle of trusted roots.</summary>
internal static class CertificateAuthorities
{
    /// <exception cref="CryptographicException">Not one certificate in the text: trusting nobody is never
    /// meant.</exception>
    public static X509Certificate2Collection FromPem(string pem)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem);
        return roots.Count > 0 ? roots : throw new CryptographicException("No certificate in the text.");
    }
}
