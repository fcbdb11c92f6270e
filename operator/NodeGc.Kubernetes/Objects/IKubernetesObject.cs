namespace NodeGc.Kubernetes.Objects;

/// <summary>What every object of the Kubernetes API has in common.</summary>
/// <remarks>
/// The server leaves <c>apiVersion</c> and <c>kind</c> out of the items of a list, so implementations answer with
/// their own constant when the JSON had none.
/// </remarks>
public interface IKubernetesObject
{
    /// <summary>Group and version as one word: <c>v1</c>, <c>coordination.k8s.io/v1</c>.</summary>
    string ApiVersion { get; }

    /// <summary>The kind, in singular and CamelCase: <c>Node</c>.</summary>
    string Kind { get; }

    /// <summary>Name, identity, version and labels.</summary>
    ObjectMeta Metadata { get; }
}
