using System.Text;

namespace NodeGc.Testing.ApiServer;

/// <summary>Writes kubeconfig files: one cluster, one user, one context.</summary>
public static class Kubeconfig
{
    /// <summary>A kubeconfig whose user has a bearer token.</summary>
    public static string WithToken(Uri url, string authorityPem, string token) =>
        Write(url, authorityPem, $"token: \"{token}\"");

    /// <summary>A kubeconfig whose user has a client certificate.</summary>
    public static string WithCertificate(Uri url, string authorityPem, string certificatePem, string keyPem) =>
        Write(
            url,
            authorityPem,
            $"client-certificate-data: {Encode(certificatePem)}\n    client-key-data: {Encode(keyPem)}"
        );

    private static string Write(Uri url, string authorityPem, string credentials) =>
        $"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters:
            - name: test
              cluster:
                server: {url.GetLeftPart(UriPartial.Authority)}
                certificate-authority-data: {Encode(authorityPem)}
            users:
            - name: test
              user:
                {credentials}
            contexts:
            - name: test
              context: {"{"} cluster: test, user: test {"}"}

            """;

    private static string Encode(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));
}
