using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>All objects at one resource version, from which a watch can start.</summary>
public sealed record ResourceList<T>(ImmutableArray<T> Items, string ResourceVersion)
    where T : class, IKubernetesObject;
