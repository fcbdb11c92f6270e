using k8s.KubeConfigModels;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Says in one line why a credential plugin gave no token; the package puts a stack trace into its
/// message.</summary>
internal static class PluginFailure
{
    public static string Describe(ExternalExecution plugin, Exception failure) =>
        $"the credential plugin '{plugin.Command}' gave no token: {failure.Message.Split('\n')[0].Trim()}";
}
