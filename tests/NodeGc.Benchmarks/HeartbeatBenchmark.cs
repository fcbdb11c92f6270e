using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Agent.Daemon;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Benchmarks;

/// <summary>What a heartbeat costs the API server: the lease, against the status of a node with five orders, which an
/// agent rewrote with each heartbeat before it had a lease. With <c>KUBEBUILDER_ASSETS</c> on a real server, where the
/// growth of etcd and the processor time are measured, too.</summary>
internal static class HeartbeatBenchmark
{
    private const int Beats = 500;
    private const int Orders = 5;
    private const string Node = "ip-10-0-12-34.ec2.internal";
    private const string Storages = "/apis/nodegc.io/v1alpha1/nodestorages";
    private const string Leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";

    public static async Task<IEnumerable<Figure>> RunAsync(BenchmarkOptions options)
    {
        await using var cluster = await TestCluster.StartAsync(CancellationToken.None);
        foreach (var definition in Directory.EnumerateFiles(SourceTree.PathOf("crds"), "*.yaml"))
            await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(definition), CancellationToken.None);
        var lease = $"{Leases}/{AgentLease.NameFor(Node)}";
        await CreateAsync(cluster);
        var load = await ServerLoad.FindAsync();

        var ours = await BeatAsync(cluster, load, lease, "spec", "renewTime");
        var status = await BeatAsync(cluster, load, $"{Storages}/{Node}", "status", "heartbeatTime");
        var figures = new List<Figure> { From("stored per heartbeat", ours.Stored, status.Stored, bar: 0.05) };
        if (load is null)
            return figures;
        figures.Add(From("growth of etcd per heartbeat", ours.Growth, status.Growth, bar: 0.1));
        figures.Add(From("growth of etcd per heartbeat, against 1 KiB", ours.Growth, 1024, bar: 1, peer: "bar"));
        figures.Add(
            Figure.From("API server, processor time per heartbeat", ours.Time, "status", status.Time, bar: 0.5)
        );
        return figures;
    }

    private static Figure From(string what, long ours, long status, double bar, string peer = "status") =>
        new(what, new Bytes(ours).ToString(), $"{peer} {new Bytes(status)}", (double)ours / status, bar);

    /// <summary>With the report that an agent wrote before reports were bounded: twenty items for each order.</summary>
    private static async Task CreateAsync(TestCluster cluster)
    {
        var storage = new NodeStorage { Metadata = new ObjectMeta { Name = Node } };
        var created = await cluster.Objects.CreateAsync(Storages, Json(storage), CancellationToken.None);
        var status = new NodeStorageStatus { Orders = [.. Enumerable.Range(0, Orders).Select(LargeReports.Create)] };
        await cluster.Objects.MergeAsync(
            $"{Storages}/{Node}/status",
            new JsonObject { ["status"] = Json(storage with { Status = status })["status"]!.DeepClone() },
            CancellationToken.None
        );
        var owner = created.Deserialize(ApiJsonContext.Default.NodeStorage)!;
        await cluster.Objects.CreateAsync(Leases, Json(AgentLease.Create(owner, "default")), CancellationToken.None);
    }

    private static JsonObject Json(NodeStorage storage) =>
        JsonSerializer.SerializeToNode(storage, ApiJsonContext.Default.NodeStorage)!.AsObject();

    private static JsonObject Json(Lease lease) =>
        JsonSerializer.SerializeToNode(lease, KubernetesJson.Default.Lease)!.AsObject();

    private static async Task<Cost> BeatAsync(
        TestCluster cluster,
        ServerLoad? load,
        string path,
        string part,
        string field
    )
    {
        var (target, time) = (
            part == "status" ? $"{path}/status" : path,
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, default)
        );
        await SendAsync(0);
        var before = load is null ? default : await load.ReadAsync();
        for (var beat = 1; beat <= Beats; beat++)
            await SendAsync(beat);
        var after = load is null ? default : await load.ReadAsync();
        var stored = await cluster.Objects.GetAsync(path, CancellationToken.None);
        return new Cost(
            Encoding.UTF8.GetByteCount(stored.ToJsonString()),
            (after.Stored - before.Stored) / Beats,
            (after.Time - before.Time) / Beats
        );

        Task<JsonObject> SendAsync(int beat)
        {
            var now = time.AddSeconds(beat).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
            var value = part == "status" ? $"{now}Z" : $"{now}.000000Z";
            var patch = new JsonObject { [part] = new JsonObject { [field] = value } };
            return cluster.Objects.MergeAsync(target, patch, CancellationToken.None);
        }
    }

    /// <param name="Stored">Size of the object, which each heartbeat stores again.</param>
    /// <param name="Growth">By how much etcd grew with each.</param>
    /// <param name="Time">Processor time of the API server for each.</param>
    private readonly record struct Cost(long Stored, long Growth, TimeSpan Time);
}
