using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.Cluster;

/// <summary>Creates a NodeStorageRestore and waits until the operator has carried it out.</summary>
internal sealed class RestoreClient(ClusterClient cluster, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long the operator may take to notice a new object.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <exception cref="KubectlException">The server has no definition of it, or it is not allowed.</exception>
    public async Task<NodeStorageRestore> CreateAsync(NodeStorageRestoreSpec spec, CancellationToken cancellationToken)
    {
        var wanted = new NodeStorageRestore
        {
            Metadata = new ObjectMeta { Name = NameFor(spec.RunId) },
            Spec = spec,
        };
        try
        {
            return await cluster.CreateRestoreAsync(wanted, cancellationToken);
        }
        catch (KubernetesException missing) when (missing.Kind == KubernetesErrorKind.NotFound)
        {
            throw new KubectlException(
                "the cluster has no definition of NodeStorageRestore; apply crds/nodegc.io_nodestoragerestores.yaml"
            );
        }
    }

    /// <summary>Returns the object once it has ended or is stalled.</summary>
    /// <param name="restore">As it was created.</param>
    /// <param name="progress">Called with each new message of the operator.</param>
    /// <param name="cancellationToken">Stops waiting; the restore goes on.</param>
    /// <exception cref="KubectlException">It was deleted, or no operator noticed it.</exception>
    public async Task<NodeStorageRestore> WaitAsync(
        NodeStorageRestore restore,
        Action<NodeStorageRestore> progress,
        CancellationToken cancellationToken
    )
    {
        var (name, begun) = (restore.Metadata.Name!, time.GetTimestamp());
        while (true)
        {
            restore = await cluster.ReadRestoreAsync(name, cancellationToken);
            progress(restore);
            if (restore.Status is { } status && (status.CompletionTime is not null || IsStalled(status)))
                return restore;
            if (restore.Status is null && time.GetElapsedTime(begun) > Patience)
                throw new KubectlException(
                    $"the operator has not noticed {name} yet; check that it is running. The restore begins when "
                        + "it does"
                );
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private static bool IsStalled(NodeStorageRestoreStatus status) => status.Conditions.IsTrue("Stalled");

    /// <summary>The run and something random: each restore is an object of its own.</summary>
    private static string NameFor(string run)
    {
        var name = new string([
            .. run.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'),
        ]);
        return $"{name.Trim('-')}-{NodeRequests.NewId()[..5]}".TrimStart('-');
    }
}
