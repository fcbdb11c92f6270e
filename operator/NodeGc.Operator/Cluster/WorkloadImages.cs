using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Workloads;
using NodeGc.Kubernetes.Resources;

namespace NodeGc.Operator.Cluster;

/// <summary>Reads which images the cluster's workloads refer to, once an order that needs them is about to be issued.
/// Only the set of names is kept in memory: a cluster may have half a million pods.</summary>
internal sealed class WorkloadImages(KubernetesClient client, TimeProvider time) : IDisposable
{
    /// <summary>One reading serves the orders of a run on all nodes.</summary>
    private static readonly TimeSpan CacheTtl = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1, 1);
    private ClusterImages? last;
    private long readAt;

    /// <summary>The images, or why they are unknown: a kind that cannot be listed may refer to any image.</summary>
    public async Task<ClusterImages> ReadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (last is null || time.GetElapsedTime(readAt) >= CacheTtl)
                (last, readAt) = (await ListAllAsync(cancellationToken), time.GetTimestamp());
            return last;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<ClusterImages> ListAllAsync(CancellationToken cancellationToken)
    {
        var images = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in WorkloadResources.All)
        {
            try
            {
                await VisitAsync(
                    type,
                    workload => Add(images, workload, type == WorkloadResources.ReplicaSets),
                    cancellationToken
                );
            }
            catch (KubernetesException failure)
            {
                return ClusterImages.Unknown($"cannot list {type}: {failure.Message}");
            }
        }
        return ImageList.Build(images);
    }

    private async Task VisitAsync(
        ResourceType<Workload> type,
        Action<Workload> visit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await client.Resource(type).VisitAsync(ListOptions.All, visit, cancellationToken);
        }
        catch (KubernetesException absent)
            when (type == WorkloadResources.CronJobs && absent.Kind == KubernetesErrorKind.NotFound)
        {
            var beta = client.Resource(WorkloadResources.BetaCronJobs);
            await beta.VisitAsync(ListOptions.All, visit, cancellationToken);
        }
    }

    /// <summary>ReplicaSets without replicas are skipped: a Deployment keeps ten of them to roll back to, and their
    /// images can be pulled again.</summary>
    private static void Add(HashSet<string> images, Workload workload, bool isReplicaSet)
    {
        if (isReplicaSet && workload.Spec?.Replicas == 0)
            return;
        images.UnionWith((workload.Spec?.ListImages() ?? []).Select(ImageReference.Shorten));
    }
}
