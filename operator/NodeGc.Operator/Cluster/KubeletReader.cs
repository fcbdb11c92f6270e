using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Operator.Cluster;

/// <summary>Reads a kubelet's thresholds for image removal and eviction through the API server.</summary>
internal sealed class KubeletReader(KubernetesClient client)
{
    /// <summary>The thresholds, or why they are unknown: only a warning depends on them.</summary>
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
