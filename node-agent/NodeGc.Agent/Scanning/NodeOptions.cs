using System.Collections.Immutable;

namespace NodeGc.Agent.Scanning;

/// <summary>Options of this process on one node.</summary>
/// <param name="DataRoots">The data roots; none = those of the running daemons, else
/// <c>/var/lib/docker</c>.</param>
/// <param name="ProcRoot">The mounted <c>proc</c> of the host.</param>
/// <param name="Socket">The daemon's socket; null = that of the running daemon, else
/// <c>/var/run/docker.sock</c>.</param>
/// <param name="StateDirectory">Where sightings and sizes are stored between scans.</param>
/// <param name="IsReadOnly">Whether nothing may be removed, whatever an order says.</param>
public sealed record NodeOptions(
    ImmutableArray<string> DataRoots,
    string ProcRoot,
    string? Socket,
    string StateDirectory,
    bool IsReadOnly
)
{
    /// <summary>Whether there are other stores on the node, so that <see cref="Socket"/> may belong to another
    /// daemon.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Where the host's root directory is mounted; empty = this process runs on the host itself.</summary>
    public string HostRoot { get; init; } = "";

    /// <summary>How long a plan can wait for approval; three days, so that it survives a weekend.</summary>
    public TimeSpan PlanLifetime { get; init; } = TimeSpan.FromHours(72);

    /// <summary>The timeout after which a daemon counts as unreachable.</summary>
    public TimeSpan EngineTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The port of <c>/metrics</c>; 0 = disabled.</summary>
    public int MetricsPort { get; init; }
}
