using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Informers;

/// <summary>An object as it was known and as it is now: added when it was not known, deleted when it is no
/// more.</summary>
public sealed record ObjectChange<T>(T? Before, T? After)
    where T : class, IKubernetesObject
{
    /// <summary>The newer of the two.</summary>
    public T Latest => After ?? Before ?? throw new InvalidOperationException("A change of nothing.");
}
