using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NodeGc.Kubernetes.Connection.Kubeconfigs;

/// <summary>The current context of several kubeconfig files, of which the first to name a thing wins.</summary>
internal sealed class KubeconfigContext(IReadOnlyList<KubeconfigDocument> documents)
{
    /// <summary>Ways to authenticate or connect that need a helper program, a password or a proxy.</summary>
    private static readonly string[] UnsupportedOfUser = ["exec", "auth-provider", "username", "password", "as", "as-groups"];

    public KubernetesConnection Connect()
    {
        var name = documents.Select(document => document.FindText("current-context")).FirstOrDefault(text => text is not null)
            ?? throw new KubernetesConfigurationException($"{Files} name no current-context. Run `kubectl config use-context NAME`.");
        var context = Get("contexts", name);
        var cluster = Get("clusters", context.FindText("cluster") ?? throw context.Wrong("it names no cluster"));
        var user = context.FindText("user") is { } userName ? Get("users", userName) : null;
        Refuse(cluster, "proxy-url");
        if (user is not null) Array.ForEach(UnsupportedOfUser, key => Refuse(user, key));
        return new KubernetesConnection
        {
            Server = Server(cluster),
            CertificateAuthorities = Authorities(cluster),
            SkipTlsVerify = cluster.IsTrue("insecure-skip-tls-verify"),
            TlsServerName = cluster.FindText("tls-server-name"),
            ClientCertificate = user is null ? null : Certificate(user),
            Token = user is null ? BearerToken.None : Token(user),
            Namespace = context.FindText("namespace") ?? "default",
        };
    }

    private string Files => string.Join(", ", documents.Select(document => document.Path));

    private KubeconfigEntry Get(string list, string name) =>
        documents.Select(document => document.Find(list, name)).FirstOrDefault(entry => entry is not null)
        ?? throw new KubernetesConfigurationException($"{Files}: '{name}' is not among the {list}.");

    private static void Refuse(KubeconfigEntry entry, string key)
    {
        if (entry.Has(key))
            throw entry.Wrong($"'{key}' is not supported; run `kubectl proxy` and use a kubeconfig with its address as the server");
    }

    private static Uri Server(KubeconfigEntry cluster)
    {
        var text = cluster.FindText("server") ?? throw cluster.Wrong("it names no server");
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw cluster.Wrong($"server '{text}' is not an http or https address");
    }

    private static X509Certificate2Collection? Authorities(KubeconfigEntry cluster)
    {
        var pem = cluster.FindPem("certificate-authority");
        try
        {
            return pem is null ? null : CertificateAuthorities.FromPem(pem);
        }
        catch (CryptographicException failure)
        {
            throw cluster.Wrong("certificate-authority holds no certificate in PEM form", failure);
        }
    }

    private static ClientCertificate? Certificate(KubeconfigEntry user)
    {
        var certificate = user.FindPem("client-certificate");
        var key = user.FindPem("client-key");
        if (certificate is null && key is null) return null;
        if (certificate is null || key is null) throw user.Wrong("client-certificate and client-key only work together");
        try
        {
            return ClientCertificate.FromPem(certificate, key);
        }
        catch (CryptographicException failure)
        {
            throw user.Wrong("client-certificate and client-key are not a matching pair in PEM form", failure);
        }
    }

    // As in client-go, the file wins: it is the one that gets rotated.
    private static BearerToken Token(KubeconfigEntry user) =>
        user.FindPath("tokenFile") is { } path ? new BearerToken.InFile(path)
        : user.FindText("token") is { } token ? new BearerToken.Fixed(token)
        : BearerToken.None;
}
