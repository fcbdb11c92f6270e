using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Cluster;

/// <summary>The nodes that run an agent's pod, counted as pods are created and deleted.</summary>
internal sealed class AgentNodes
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> pods = new(StringComparer.Ordinal);

    /// <summary>Must be called for every change of an agent's pod, before other handlers ask about it.</summary>
    public void Update(ObjectChange<Pod> change)
    {
        lock (gate)
        {
            Count(change.Before, -1);
            Count(change.After, +1);
        }
    }

    public bool Contains(string node)
    {
        lock (gate)
            return pods.ContainsKey(node);
    }

    private void Count(Pod? pod, int by)
    {
        if (pod?.Spec?.NodeName is not { Length: > 0 } node)
            return;
        var count = pods.GetValueOrDefault(node) + by;
        if (count > 0)
            pods[node] = count;
        else
            pods.Remove(node);
    }
}
