using System.CommandLine;
using NodeGc.Kubectl.Cluster;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>The options of all commands: which cluster.</summary>
internal sealed class ConnectionOptions
{
    private readonly Option<string?> kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "Path of the kubeconfig. Default: $KUBECONFIG, or ~/.kube/config.",
        Recursive = true,
    };

    private readonly Option<string?> context = new("--context")
    {
        HelpName = "NAME",
        Description = "Context of the kubeconfig. Default: the current one.",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(kubeconfig);
        root.Options.Add(context);
    }

    /// <summary>A client of the cluster. The caller disposes of it.</summary>
    public ClusterClient Open(ParseResult parsed) =>
        new(ClusterConnection.Connect(parsed.GetValue(kubeconfig), parsed.GetValue(context)), TimeProvider.System);
}
