namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>Refers to any object, as events do.</summary>
public sealed record ObjectReference
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public static ObjectReference To(IKubernetesObject target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new ObjectReference
        {
            ApiVersion = target.ApiVersion,
            Kind = target.Kind,
            Namespace = target.Metadata.Namespace,
            Name = target.Metadata.Name,
            Uid = target.Metadata.Uid,
        };
    }

    /// <summary>Refers to a node the way a kubelet does in its events: with the name as UID. All versions of
    /// <c>kubectl describe node</c> look for these.</summary>
    public static ObjectReference ToNode(string name) =>
        new()
        {
            ApiVersion = "v1",
            Kind = "Node",
            Name = name,
            Uid = name,
        };
}
