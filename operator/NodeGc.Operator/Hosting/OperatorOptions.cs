using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Operator.Dashboard.Serving;
using NodeGc.Operator.Notifications;

namespace NodeGc.Operator.Hosting;

/// <summary>The operator's configuration; read once at startup.</summary>
internal sealed record OperatorOptions
{
    /// <summary>The program's name for the API server and in events, and the default name of its lease.</summary>
    public const string Name = "nodegc-operator";

    /// <summary>Lease and identity: of several operators, the one that holds the lease is active.</summary>
    public required LeaderElectionOptions Election { get; init; }

    /// <summary>An agent whose last sign of life is older counts as silent. Default: more than two renewals of its
    /// lease.</summary>
    public TimeSpan HeartbeatBound { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Port of the probes and metrics; 0 disables them.</summary>
    public int HealthPort { get; init; } = 8081;

    /// <summary>Reports of many nodes within this time cause one status update.</summary>
    public TimeSpan StatusDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often to check for silent agents, which cause no change to react to.</summary>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether to read the kubelets' thresholds; requires access to nodes/proxy.</summary>
    public bool ReadsKubelets { get; init; }

    /// <summary>How long a reading of the CustomResourceDefinitions is used.</summary>
    public TimeSpan DefinitionsTtl { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Selects the agents' pods: each node with one gets a NodeStorage. If null, every Linux node gets one.
    /// </summary>
    public ListOptions? AgentPods { get; init; }

    /// <summary>The namespace of the agents and of their leases.</summary>
    public string AgentNamespace
    {
        get => field ?? Election.Lease.Namespace ?? "default";
        init;
    }

    /// <summary>The read-only pages; disabled by default.</summary>
    public DashboardOptions Dashboard { get; init; } = new();

    /// <summary>The webhook that is notified; null if there is none.</summary>
    public WebhookOptions? Notifications { get; init; }

    /// <summary>How many nodes' orders are written concurrently.</summary>
    public int OrderWriters { get; init; } = 8;
}
