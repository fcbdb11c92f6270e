using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects;

/// <summary>The part of <c>metav1.ObjectMeta</c> that NodeGc reads or writes; anything absent is null.</summary>
public sealed record ObjectMeta
{
    /// <summary>Unique among the objects of one kind in one namespace.</summary>
    public string? Name { get; init; }

    /// <summary>Null for cluster-scoped kinds.</summary>
    public string? Namespace { get; init; }

    /// <summary>Set by the server; differs between two objects that had the same name one after the other.</summary>
    public string? Uid { get; init; }

    /// <summary>Opaque; a write that contains it fails with 409 if the object changed since.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts the changes of the desired state; 1 for a new object.</summary>
    public long? Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Set once deletion was requested; the object stays until its finalizers are removed.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public ImmutableDictionary<string, string>? Labels { get; init; }

    public ImmutableDictionary<string, string>? Annotations { get; init; }

    public ImmutableArray<OwnerReference>? OwnerReferences { get; init; }

    public ImmutableArray<string>? Finalizers { get; init; }
}
