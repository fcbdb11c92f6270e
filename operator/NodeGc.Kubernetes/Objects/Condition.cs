namespace NodeGc.Kubernetes.Objects;

/// <summary><c>metav1.Condition</c>: one observation about an object.</summary>
public sealed record Condition
{
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The generation of the spec this was observed for.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> last changed; written by <see cref="ConditionSet.With"/>.</summary>
    public DateTimeOffset LastTransitionTime { get; init; }

    /// <summary>A CamelCase word for programs.</summary>
    public string Reason
    {
        get => field ?? "";
        init;
    }

    /// <summary>A sentence for people.</summary>
    public string Message
    {
        get => field ?? "";
        init;
    }
}
