namespace NodeGc.Kubernetes.Objects;

/// <summary>What all objects of the Kubernetes API have in common.</summary>
/// <remarks>
/// The server omits <c>apiVersion</c> and <c>kind</c> in the items of a list, so implementations return their own
/// constant if the JSON has none.
/// </remarks>
public interface IKubernetesObject
{
    /// <summary>Group and version: <c>v1</c>, <c>coordination.k8s.io/v1</c>.</summary>
    string ApiVersion { get; }

    /// <summary>The kind, in singular and CamelCase: <c>Node</c>.</summary>
    string Kind { get; }

    /// <summary>Name, identity, version and labels.</summary>
    ObjectMeta Metadata { get; }
}
