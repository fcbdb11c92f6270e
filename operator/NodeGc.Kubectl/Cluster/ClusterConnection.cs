using NodeGc.Kubernetes.Configuration;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubectl.Cluster;

/// <summary>Finds the API server as kubectl does: <c>--kubeconfig</c>, else <c>$KUBECONFIG</c>, else
/// <c>~/.kube/config</c>, else the pod's service account.</summary>
internal static class ClusterConnection
{
    /// <param name="kubeconfig">Value of <c>--kubeconfig</c>; null if not given.</param>
    /// <param name="context">Value of <c>--context</c>; null for the current one.</param>
    /// <exception cref="KubernetesConfigurationException">There is no configuration, or it cannot be
    /// used.</exception>
    public static KubernetesConnection Connect(string? kubeconfig, string? context)
    {
        if (kubeconfig is not null)
            return Kubeconfig.Connect([kubeconfig], context);
        var named = Environment
            .GetEnvironmentVariable("KUBECONFIG")
            ?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (named is { Length: > 0 })
            return Kubeconfig.Connect(named, context);
        var home = Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/", ".kube", "config");
        return File.Exists(home) || context is not null
            ? Kubeconfig.Connect([home], context)
            : ConnectionSource.Process.Connect();
    }
}
