using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.KubeConfigModels;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Configuration;

/// <summary>
/// A context of several kubeconfig files, by default the current one; the first file that has an entry wins. What the
/// package would ignore silently, or fail at without a reason, is checked first.
/// </summary>
internal sealed class KubeconfigContext(IReadOnlyList<KubeconfigDocument> documents, string? wanted = null)
{
    /// <summary>Ways to authenticate that need a password, another program's protocol or impersonation. The package
    /// ignores some of them, so the user would be another one than the file says.</summary>
    private static readonly string[] UnsupportedOfUser = ["auth-provider", "username", "password", "as", "as-groups"];

    public KubernetesConnection Connect()
    {
        var name = wanted
            ?? documents
                .Select(document => document.FindText("current-context"))
                .FirstOrDefault(text => text is not null)
            ?? throw new KubernetesConfigurationException(
                $"{Files}: current-context is not set. Run `kubectl config use-context NAME`."
            );
        var context = Get("contexts", name);
        var cluster = Get("clusters", context.FindText("cluster") ?? throw context.Wrong("no cluster is set"));
        var user = context.FindText("user") is { } userName ? Get("users", userName) : null;
        Refuse(cluster, "proxy-url");
        if (user is not null)
            Array.ForEach(UnsupportedOfUser, key => Refuse(user, key));
        CheckServer(cluster);
        cluster.IsTrue("insecure-skip-tls-verify");
        var authorities = Authorities(cluster);
        var certificate = user is null ? null : Certificate(user);
        var model = CreateModel(name, context, cluster, user);
        var configuration = Build(model, user ?? cluster);
        return new KubernetesConnection
        {
            Server = new Uri(configuration.Host.TrimEnd('/') + "/"),
            CertificateAuthorities = authorities,
            SkipTlsVerify = configuration.SkipTlsVerify,
            TlsServerName = cluster.FindText("tls-server-name") is null ? null : configuration.TlsServerName,
            ClientCertificate = certificate ?? FindPluginCertificate(configuration, user),
            Token = user is null ? BearerToken.None : Token(user, model, configuration),
            Namespace = string.IsNullOrEmpty(configuration.Namespace) ? "default" : configuration.Namespace,
        };
    }

    private string Files => string.Join(", ", documents.Select(document => document.Path));

    private KubeconfigEntry Get(string list, string name) =>
        documents.Select(document => document.Find(list, name)).FirstOrDefault(entry => entry is not null)
        ?? throw new KubernetesConfigurationException($"{Files}: there is no '{name}' in {list}.");

    private static void Refuse(KubeconfigEntry entry, string key)
    {
        if (entry.Has(key))
            throw entry.Wrong(
                $"'{key}' is not supported; run `kubectl proxy` and use a kubeconfig with its address as the server"
            );
    }

    private static void CheckServer(KubeconfigEntry cluster)
    {
        var text = cluster.FindText("server") ?? throw cluster.Wrong("no server is set");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw cluster.Wrong($"server '{text}' is not an http or https URL");
    }

    /// <summary>This one context for the package. Certificates are left out: the package would use only the first of a
    /// bundle of authorities, and leave out the intermediates of a client certificate.</summary>
    private static K8SConfiguration CreateModel(
        string name,
        KubeconfigEntry context,
        KubeconfigEntry cluster,
        KubeconfigEntry? user
    )
    {
        var names = context.Document.Load().Contexts.First(entry => entry.Name == name);
        var endpoint = cluster.Document.Load().Clusters.First(entry => entry.Name == names.ContextDetails.Cluster);
        (endpoint.ClusterEndpoint.CertificateAuthority, endpoint.ClusterEndpoint.CertificateAuthorityData) = (
            null,
            null
        );
        var model = new K8SConfiguration
        {
            CurrentContext = name,
            Contexts = [names],
            Clusters = [endpoint],
            Users = [],
        };
        if (user is null || user.Has("tokenFile") || !(user.Has("token") || user.Has("exec")))
        {
            // The package does not support tokenFile, and rejects a user without credentials.
            names.ContextDetails.User = null;
            return model;
        }
        var credentials = user.Document.Load().Users.First(entry => entry.Name == names.ContextDetails.User);
        (credentials.UserCredentials.ClientCertificate, credentials.UserCredentials.ClientCertificateData) = (
            null,
            null
        );
        (credentials.UserCredentials.ClientKey, credentials.UserCredentials.ClientKeyData) = (null, null);
        model.Users = [credentials];
        return model;
    }

    // A credential plugin is run here for the first time: if it cannot run, the configuration is at fault.
    private static KubernetesClientConfiguration Build(K8SConfiguration model, KubeconfigEntry blamed)
    {
        try
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigObject(model);
        }
        catch (Exception failure) when (Plugin(model) is { } plugin && failure is not OutOfMemoryException)
        {
            throw blamed.Wrong(PluginFailure.Describe(plugin, failure), failure);
        }
    }

    private static ExternalExecution? Plugin(K8SConfiguration model) =>
        model.Users.FirstOrDefault()?.UserCredentials.ExternalExecution;

    private static ClientCertificate? FindPluginCertificate(
        KubernetesClientConfiguration configuration,
        KubeconfigEntry? user
    )
    {
        if (configuration is not { ClientCertificateData: { } certificate, ClientCertificateKeyData: { } key })
            return null;
        try
        {
            return ClientCertificate.FromPem(Text(certificate), Text(key));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            throw user!.Wrong("the credential plugin's certificate and key do not match, or are not PEM", failure);
        }

        static string Text(string base64) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));
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
            throw cluster.Wrong("certificate-authority contains no PEM certificate", failure);
        }
    }

    private static ClientCertificate? Certificate(KubeconfigEntry user)
    {
        var certificate = user.FindPem("client-certificate");
        var key = user.FindPem("client-key");
        if (certificate is null && key is null)
            return null;
        if (certificate is null || key is null)
            throw user.Wrong("client-certificate and client-key must be set together");
        try
        {
            return ClientCertificate.FromPem(certificate, key);
        }
        catch (CryptographicException failure)
        {
            throw user.Wrong("client-certificate and client-key do not match, or are not PEM", failure);
        }
    }

    // As in client-go, the file wins: it is the one that gets rotated.
    private static BearerToken Token(
        KubeconfigEntry user,
        K8SConfiguration model,
        KubernetesClientConfiguration configuration
    ) =>
        user.FindPath("tokenFile") is { } path ? new BearerToken.InFile(path)
        : string.IsNullOrEmpty(configuration.AccessToken) ? BearerToken.None
        : Plugin(model) is { } plugin ? new BearerToken.FromPlugin(plugin)
        : new BearerToken.Fixed(configuration.AccessToken);
}
