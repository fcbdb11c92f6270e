using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Testing.ApiServer.Hosting;

/// <summary>A certificate authority made in memory, and what it signs: the server's certificate and those of
/// clients.</summary>
internal sealed class ServerCertificates : IDisposable
{
    private const X509KeyUsageFlags SigningUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature;
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2 authority = MakeAuthority();

    public ServerCertificates() => Server = MakeServer();

    public X509Certificate2 Server { get; }

    /// <summary>The authority's certificate, for the clients' trust.</summary>
    public string AuthorityPem => authority.ExportCertificatePem();

    /// <summary>The server's key, for a server in another process.</summary>
    public string ServerKeyPem => Server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>Makes a client certificate: the name is the user, the organisations are the groups.</summary>
    public (string CertificatePem, string KeyPem) IssueClient(string user, params IEnumerable<string> groups)
    {
        var name = new X500DistinguishedNameBuilder();
        foreach (var group in groups)
            name.AddOrganizationName(group);
        name.AddCommonName(user);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(
            new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256),
            ClientAuthentication
        );
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public bool Trusts(X509Certificate2 client)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(client);
    }

    public void Dispose()
    {
        Server.Dispose();
        authority.Dispose();
    }

    private static X509Certificate2 MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=nodegc-test-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(SigningUsage, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    private X509Certificate2 MakeServer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=nodegc-test-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes.default.svc");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = Sign(request, ServerAuthentication);
        using var withKey = certificate.CopyWithPrivateKey(key);
        // Through PKCS #12, since a TLS server does not take a certificate whose key is only attached.
        return X509CertificateLoader.LoadPkcs12(
            withKey.Export(X509ContentType.Pkcs12),
            password: null,
            X509KeyStorageFlags.Exportable
        );
    }

    private X509Certificate2 Sign(CertificateRequest request, Oid usage)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([usage], false));
        return request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
    }
}
