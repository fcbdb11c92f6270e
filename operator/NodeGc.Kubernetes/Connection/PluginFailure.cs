using k8s.KubeConfigModels;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Describes a failure of a credential plugin in one line; the package's message contains a stack
/// trace.</summary>
internal static class PluginFailure
{
    public static string Describe(ExternalExecution plugin, Exception failure) =>
        $"credential plugin '{plugin.Command}' failed: {failure.Message.Split('\n')[0].Trim()}";
}
