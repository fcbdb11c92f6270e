using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Configuration;

/// <summary>Finds the API server: <c>$KUBECONFIG</c>, else the pod's service account, else
/// <c>~/.kube/config</c>.</summary>
/// <param name="Environment">Looks up an environment variable.</param>
/// <param name="ServiceAccountFolder">Where kubelet mounts token, CA and namespace.</param>
public sealed record ConnectionSource(Func<string, string?> Environment, string ServiceAccountFolder)
{
    /// <summary>The environment of this process and the standard mount point.</summary>
    public static ConnectionSource Process { get; } =
        new(System.Environment.GetEnvironmentVariable, "/var/run/secrets/kubernetes.io/serviceaccount");

    /// <exception cref="KubernetesConfigurationException">There is no configuration, or it is invalid or
    /// unsupported.</exception>
    public KubernetesConnection Connect()
    {
        var files = (Environment("KUBECONFIG") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (files.Length > 0)
            return Kubeconfig.Connect(files);
        if (!string.IsNullOrEmpty(Environment(InClusterConnection.HostVariable)))
            return InClusterConnection.Read(this);
        var home = Environment("HOME");
        var file = home is null ? null : Path.Combine(home, ".kube", "config");
        return file is not null && File.Exists(file)
            ? Kubeconfig.Connect([file])
            : throw new KubernetesConfigurationException(
                "No Kubernetes API server is configured. Run inside a pod, set KUBECONFIG, or create ~/.kube/config."
            );
    }
}
