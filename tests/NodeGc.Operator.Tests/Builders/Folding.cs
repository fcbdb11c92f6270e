using System.Text;
using System.Text.Json;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status;

namespace NodeGc.Operator.Tests.Builders;

/// <summary>Folds statuses, reads them, and compares them as the API server would: by their bytes.</summary>
internal static class Folding
{
    public static NodeStorageCleanupStatus Fold(this NodeStorageCleanup cleanup, params ClusterNode[] nodes) =>
        CleanupStatus.Fold(cleanup, nodes, Given.Liveness, ClusterFacts.Plain);

    public static NodeStorageCleanupStatus FoldAfter(
        this NodeStorageCleanup cleanup,
        TimeSpan time,
        params ClusterNode[] nodes
    ) => CleanupStatus.Fold(cleanup, nodes, Given.Liveness with { Now = Given.Now + time }, ClusterFacts.Plain);

    /// <summary><c>Ready=False/Progressing</c> and so on, without the messages.</summary>
    public static string[] Words(this NodeStorageCleanupStatus status) =>
        [.. status.Conditions.Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}")];

    public static string Message(this NodeStorageCleanupStatus status, string condition) =>
        status.Conditions.Find(condition)!.Message;

    public static byte[] Bytes(this NodeStorageCleanupStatus status) =>
        JsonSerializer.SerializeToUtf8Bytes(status, ApiJsonContext.Default.NodeStorageCleanupStatus);

    public static string Json(this NodeStorageCleanupStatus status) => Encoding.UTF8.GetString(status.Bytes());
}
