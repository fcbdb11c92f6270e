using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Controllers;

/// <summary>The nodes that an agent's pod is on, counted as pods come and go.</summary>
internal sealed class AgentNodes
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> pods = new(StringComparer.Ordinal);

    /// <summary>Takes note of a pod; to be told of every change, and before anybody asks about it.</summary>
    public void Note(ObjectChange<Pod> change)
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
