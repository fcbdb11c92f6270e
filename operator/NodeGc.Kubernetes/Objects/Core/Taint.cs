namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>Keeps pods away from a node unless they tolerate it.</summary>
public sealed record Taint
{
    public required string Key { get; init; }

    public string? Value { get; init; }

    public required string Effect { get; init; }
}
