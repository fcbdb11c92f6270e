using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Figures;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Orders;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Behaves towards the API server as a node's agent does, and remembers what it was told to do.</summary>
internal sealed class SimulatedAgent(Node node, ResourceClient<NodeStorage> storages)
{
    private readonly string name = node.Metadata.Name!;
    private readonly ObjectKey key = new(null, node.Metadata.Name!);
    private readonly Dictionary<string, OrderReport> reports = [];
    private readonly List<string> carriedOut = [];
    private ImmutableArray<OrderReport> written = [];
    private ImmutableArray<RestoreReport> restored = [];

    /// <summary>Run ids in the order in which they were begun; a run that was begun twice stands here twice.</summary>
    public IReadOnlyList<string> CarriedOut => carriedOut;

    /// <summary>While true it neither reads nor writes.</summary>
    public bool IsAway { get; set; }

    /// <summary>What becomes of its next orders.</summary>
    public OrderPhase Outcome { get; set; } = OrderPhase.Succeeded;

    /// <summary>While false it begins and does not finish.</summary>
    public bool Finishes { get; set; } = true;

    /// <summary>While true it does in mode Approve what an agent does: plans, and waits for its own plan to be
    /// approved.</summary>
    public bool Approves { get; set; }

    /// <summary>Run ids whose approved plans it carried out, each as often as it did.</summary>
    public List<string> Swept { get; } = [];

    /// <summary>What becomes of its next restores; while Restoring, it begins and does not finish.</summary>
    public RestorePhase RestoreOutcome { get; set; } = RestorePhase.Succeeded;

    /// <summary>Uids of the restores in the order in which they were begun; one that was begun twice stands here
    /// twice.</summary>
    public List<string> Restored { get; } = [];

    /// <summary>
    /// Reports for the first time. Where no operator has created its object yet, that is done here for it.
    /// </summary>
    public async Task ComeUpAsync()
    {
        try
        {
            var metadata = new ObjectMeta { Name = name, OwnerReferences = [OwnerReference.To(node)] };
            await storages.CreateAsync(new NodeStorage { Metadata = metadata }, default);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.AlreadyExists)
        {
            // The operator was faster.
        }
        await BeatAsync(DateTimeOffset.UtcNow);
    }

    public async Task BeatAsync(DateTimeOffset at)
    {
        var status = new NodeStorageStatus
        {
            HeartbeatTime = at,
            Orders = written,
            Restores = restored,
        };
        var patch = new JsonObject
        {
            ["status"] = JsonSerializer.SerializeToNode(status, ApiJsonContext.Default.NodeStorageStatus),
        };
        await storages.Status.MergePatchAsync(key, patch, default);
    }

    /// <summary>Its last heartbeat becomes an old one, and it does nothing more.</summary>
    public async Task GoAwayAsync()
    {
        IsAway = true;
        await BeatAsync(DateTimeOffset.UtcNow - TimeSpan.FromHours(1));
    }

    public async Task ComeBackAsync()
    {
        IsAway = false;
        await BeatAsync(DateTimeOffset.UtcNow);
    }

    public async Task<ImmutableArray<CleanupOrder>> GetOrdersAsync() =>
        (await storages.GetAsync(key, default)).Spec?.Orders ?? [];

    /// <summary>Reads its orders and goes one step further with each.</summary>
    public async Task WorkAsync()
    {
        if (IsAway)
            return;
        var spec = (await storages.GetAsync(key, default)).Spec ?? new NodeStorageSpec();
        ImmutableArray<OrderReport> now = [.. spec.Orders.Select(GoOn)];
        ImmutableArray<RestoreReport> restores = [.. spec.Restores.Select(GoOn)];
        if (now.SequenceEqual(written) && restores.SequenceEqual(restored))
            return;
        (written, restored) = (now, restores);
        await BeatAsync(DateTimeOffset.UtcNow);
    }

    private RestoreReport GoOn(RestoreOrder order)
    {
        var known = restored.FirstOrDefault(report => report.Uid == order.Uid);
        if (known is null)
            Restored.Add(order.Uid);
        if (known is not null && known.HasEnded())
            return known;
        return new RestoreReport
        {
            Name = order.Name,
            Uid = order.Uid,
            Phase = known is null ? RestorePhase.Restoring : RestoreOutcome,
            Message = known is not null && RestoreOutcome == RestorePhase.Failed ? "overlay2/a exists again" : null,
            Restored =
                known is not null && RestoreOutcome == RestorePhase.Succeeded
                    ? new Tally { Items = 2, Bytes = 8192 }
                    : Tally.Zero,
        };
    }

    private OrderReport GoOn(CleanupOrder order)
    {
        var known = reports.GetValueOrDefault(order.RunId);
        if (known is not null && (known.Attempt ?? 0) != (order.Attempt ?? 0))
            known = null;
        if (known is null)
            carriedOut.Add(order.RunId);
        if (Approves && known is not null)
            return GoOnWithPlan(order, known);
        var phase = known is null || !Finishes ? OrderPhase.Scanning : Outcome;
        if (known is null || known.Phase == OrderPhase.Scanning && phase != OrderPhase.Scanning)
            reports[order.RunId] = Report(order, phase);
        return reports[order.RunId];
    }

    private OrderReport GoOnWithPlan(CleanupOrder order, OrderReport known)
    {
        var plan = DigestOf(order.RunId);
        if (known.Phase == OrderPhase.Scanning)
            return reports[order.RunId] = Report(order, OrderPhase.Planned) with
            {
                PlanDigest = plan,
                PlanExpirationTime = DateTimeOffset.UtcNow.AddHours(1),
            };
        if (known.Phase != OrderPhase.Planned || order.ApprovedPlan is not { } approved)
            return known;
        if (approved == plan)
            Swept.Add(order.RunId);
        return reports[order.RunId] = Report(order, approved == plan ? OrderPhase.Succeeded : OrderPhase.Failed) with
        {
            PlanDigest = plan,
        };
    }

    private string DigestOf(string run) =>
        "sha256:"
        + Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{name} {run}"))
        );

    private static OrderReport Report(CleanupOrder order, OrderPhase phase) =>
        new()
        {
            Cleanup = order.Cleanup,
            RunId = order.RunId,
            Attempt = order.Attempt,
            CompletionTime = phase == OrderPhase.Scanning ? null : DateTimeOffset.UtcNow,
            Phase = phase,
            ByClass =
                phase != OrderPhase.Succeeded
                    ? []
                    :
                    [
                        new ClassTotals
                        {
                            Class = CollectedClass.Layers,
                            Reclaimable = new Tally { Items = 1, Bytes = 4096 },
                        },
                    ],
        };
}
