namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>The component that reports an event, and its host.</summary>
public sealed record EventSource
{
    public string? Component { get; init; }

    public string? Host { get; init; }
}
