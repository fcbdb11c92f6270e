using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>Asks a node's kubelet, through the API server, from when on it acts by itself.</summary>
internal sealed class KubeletReader(KubernetesClient client)
{
    /// <summary>The thresholds, or why they are not known: nothing depends on them but a warning.</summary>
    public async Task<KubeletThresholds> ReadAsync(string node, CancellationToken cancellationToken)
    {
        try
        {
            return KubeletConfigz.Parse(
                await client.ReadAsync($"/api/v1/nodes/{Uri.EscapeDataString(node)}/proxy/configz", cancellationToken)
            );
        }
        catch (KubernetesException failure)
        {
            return KubeletThresholds.Unknown(failure.Message);
        }
    }
}
