namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>A machine of the cluster (core/v1).</summary>
public sealed record Node : IKubernetesObject
{
    public string ApiVersion
    {
        get => field ?? "v1";
        init;
    }

    public string Kind
    {
        get => field ?? "Node";
        init;
    }

    public required ObjectMeta Metadata { get; init; }

    public NodeSpec? Spec { get; init; }

    public NodeStatus? Status { get; init; }

    /// <summary>Whether somebody keeps new pods away from it, as <c>kubectl cordon</c> and <c>drain</c> do.</summary>
    public bool IsCordoned => Spec?.Unschedulable == true;

    /// <summary>Null if the kubelet or the node controller has not reported it.</summary>
    public NodeCondition? FindCondition(string type) =>
        Status?.Conditions is { IsDefault: false } all ? all.FirstOrDefault(one => one.Type == type) : null;

    /// <summary>Whether kubelet reported Linux; before its first report the well-known label counts.</summary>
    public bool RunsLinux()
    {
        var reported = Status?.NodeInfo?.OperatingSystem;
        var system = string.IsNullOrEmpty(reported) ? Metadata.Labels?.GetValueOrDefault("kubernetes.io/os") : reported;
        return system == "linux";
    }
}
