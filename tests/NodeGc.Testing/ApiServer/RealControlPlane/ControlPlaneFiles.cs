using System.Security.Cryptography;
using NodeGc.Testing.ApiServer.Hosting;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>The files that a real control plane is started with, all in one folder.</summary>
internal sealed record ControlPlaneFiles(string Folder)
{
    public string EtcdData => In("etcd");

    public string Authority => In("ca.crt");

    public string Certificate => In("server.crt");

    public string Key => In("server.key");

    /// <summary>Signs the tokens of service accounts.</summary>
    public string ServiceAccountKey => In("service-account.key");

    /// <summary>Lists the bearer tokens of people: <c>token,user,uid,"group"</c>.</summary>
    public string Tokens => In("tokens.csv");

    public string Kubeconfig => In("controllers.kubeconfig");

    public async Task WriteAsync(
        ServerCertificates certificates,
        string adminToken,
        string kubeconfig,
        CancellationToken cancellationToken
    )
    {
        using var signing = RSA.Create(2048);
        (string Path, string Text)[] all =
        [
            (Authority, certificates.AuthorityPem),
            (Certificate, certificates.Server.ExportCertificatePem()),
            (Key, certificates.ServerKeyPem),
            (ServiceAccountKey, signing.ExportRSAPrivateKeyPem()),
            (Tokens, $"{adminToken},kubernetes-admin,admin,\"system:masters\"\n"),
            (Kubeconfig, kubeconfig),
        ];
        foreach (var (path, text) in all)
            await PrivateFile.WriteAsync(path, text, cancellationToken);
    }

    private string In(string name) => Path.Combine(Folder, name);
}
