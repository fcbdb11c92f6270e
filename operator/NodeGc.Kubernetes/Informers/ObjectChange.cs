using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Informers;

/// <summary>An object before and after a change: added if there is no before, deleted if there is no
/// after.</summary>
public sealed record ObjectChange<T>(T? Before, T? After)
    where T : class, IKubernetesObject
{
    /// <summary>The newer of the two.</summary>
    public T Latest =>
        After ?? Before ?? throw new InvalidOperationException("The change has neither a before nor an after.");
}
