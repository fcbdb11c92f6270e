using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Controllers;

/// <summary>Keeps of a Node what the selection of nodes asks for.</summary>
internal static class NodeSlimming
{
    public static Node Slim(Node node) =>
        node with
        {
            Metadata = node.Metadata with { Annotations = null, Finalizers = null },
            Spec = null,
        };
}

/// <summary>Keeps of an agent's pod where it is.</summary>
internal static class PodSlimming
{
    public static Pod Slim(Pod pod) =>
        pod with
        {
            Metadata = pod.Metadata with { Annotations = null, Labels = null, OwnerReferences = null },
            Status = null,
        };
}
