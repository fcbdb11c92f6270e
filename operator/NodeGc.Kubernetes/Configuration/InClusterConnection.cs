using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Configuration;

/// <summary>The connection that kubelet provides to every pod: the service's address in the environment; token, CA and
/// namespace in files.</summary>
internal static class InClusterConnection
{
    public const string HostVariable = "KUBERNETES_SERVICE_HOST";
    public const string PortVariable = "KUBERNETES_SERVICE_PORT";

    public static KubernetesConnection Read(ConnectionSource source)
    {
        var folder = source.ServiceAccountFolder;
        var namespaceFile = Path.Combine(folder, "namespace");
        return new KubernetesConnection
        {
            Server = Address(source),
            CertificateAuthorities = ReadAuthorities(Path.Combine(folder, "ca.crt")),
            Token = new BearerToken.InFile(Path.Combine(folder, "token")),
            Namespace = File.Exists(namespaceFile)
                ? ConfigurationFile.ReadText(namespaceFile, "namespace").Trim()
                : "default",
        };
    }

    private static Uri Address(ConnectionSource source)
    {
        var host = source.Environment(HostVariable)!;
        var port = source.Environment(PortVariable);
        if (string.IsNullOrEmpty(port))
            port = "443";
        // Kubelet writes IPv6 addresses without brackets.
        var authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return Uri.TryCreate($"https://{authority}:{port}/", UriKind.Absolute, out var address)
            ? address
            : throw new KubernetesConfigurationException(
                $"{HostVariable}={host} and {PortVariable}={port} do not form a valid address."
            );
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        try
        {
            return CertificateAuthorities.FromPem(ConfigurationFile.ReadText(path, "certificate authority"));
        }
        catch (CryptographicException failure)
        {
            throw new KubernetesConfigurationException($"{path} contains no PEM certificate.", failure);
        }
    }
}
