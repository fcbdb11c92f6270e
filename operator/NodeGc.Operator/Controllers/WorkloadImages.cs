using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Workloads;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>Which images the workloads of the cluster name, read when an order is about to be given that asks for them,
/// and not before. Nothing but the set of names is kept: a cluster may have half a million pods.</summary>
internal sealed class WorkloadImages(KubernetesClient client, TimeProvider time) : IDisposable
{
    /// <summary>The orders of one run to all nodes are given on one reading.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim one = new(1, 1);
    private ClusterImages? last;
    private DateTimeOffset readAt;

    /// <summary>The names, or why they are not known: whatever kind cannot be read may name any image.</summary>
    public async Task<ClusterImages> ReadAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (last is null || time.GetUtcNow() - readAt >= Fresh)
                (last, readAt) = (await ReadAnewAsync(cancellationToken), time.GetUtcNow());
            return last;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async Task<ClusterImages> ReadAnewAsync(CancellationToken cancellationToken)
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
                return ClusterImages.Unknown($"{type} cannot be listed: {failure.Message}");
            }
        }

        return ImageList.Of(images);
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

    /// <summary>A ReplicaSet without replicas is what a Deployment keeps to roll back to: ten per Deployment, and each
    /// image can be pulled again.</summary>
    private static void Add(HashSet<string> images, Workload workload, bool isReplicaSet)
    {
        if (isReplicaSet && workload.Spec?.Replicas == 0)
            return;
        images.UnionWith((workload.Spec?.Images() ?? []).Select(ImageReference.Shorten));
    }
}
