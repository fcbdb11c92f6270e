using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Leadership;

namespace NodeGc.Operator.Hosting;

/// <summary>Everything that can be set; read once, at the start.</summary>
internal sealed record OperatorOptions
{
    /// <summary>What the API server, the lease and the events call this program unless told otherwise.</summary>
    public const string Name = "nodegc-operator";

    /// <summary>Lease and identity: of several operators the one that holds the lease works.</summary>
    public required LeaderElectionOptions Election { get; init; }

    /// <summary>An agent that was not heard for longer counts as gone: three heartbeats unless said
    /// otherwise.</summary>
    public TimeSpan HeartbeatBound { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Port of the probes; 0 switches them off.</summary>
    public int HealthPort { get; init; } = 8081;

    /// <summary>Reports of many nodes within this time make one status update.</summary>
    public TimeSpan StatusDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a status is looked at without news, to notice silence.</summary>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether kubelets are asked for their thresholds; that takes the right to nodes/proxy.</summary>
    public bool ReadsKubelets { get; init; }

    /// <summary>How long a reading of the CustomResourceDefinitions counts.</summary>
    public TimeSpan DefinitionsFresh { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The agents' pods: each node that has one gets a NodeStorage. Null gives one to every Linux node.
    /// </summary>
    public ListOptions? AgentPods { get; init; }

    /// <summary>Orders written side by side.</summary>
    public int OrderWriters { get; init; } = 8;
}
