using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects;

/// <summary>The part of <c>metav1.ObjectMeta</c> that NodeGc reads or writes; anything absent is null.</summary>
public sealed record ObjectMeta
{
    /// <summary>Unique among the objects of one kind in one namespace; null only when the server is to generate
    /// it.</summary>
    public string? Name { get; init; }

    /// <summary>A prefix the server completes into a name on create.</summary>
    public string? GenerateName { get; init; }

    /// <summary>Null for cluster-scoped kinds.</summary>
    public string? Namespace { get; init; }

    /// <summary>Given by the server; differs between two objects that had the same name one after the other.</summary>
    public string? Uid { get; init; }

    /// <summary>Opaque; sent back with a write, it makes the write fail with 409 if the object changed since.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts the changes of the desired state; 1 for a new object.</summary>
    public long? Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Set once deletion was asked for; the object stays until its finalizers are gone.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public ImmutableDictionary<string, string>? Labels { get; init; }

    public ImmutableDictionary<string, string>? Annotations { get; init; }

    public ImmutableArray<OwnerReference>? OwnerReferences { get; init; }

    public ImmutableArray<string>? Finalizers { get; init; }
}
