using System.Collections.Immutable;

namespace NodeGc.Agent.Scanning;

/// <summary>Where one node's things are, as this process sees them.</summary>
/// <param name="DataRoots">The engines' data roots; none = found through their processes, else
/// <c>/var/lib/docker</c>.</param>
/// <param name="ProcRoot">The mounted <c>proc</c> of the host.</param>
/// <param name="Socket">The engine's socket; null = found through its process, else
/// <c>/var/run/docker.sock</c>.</param>
/// <param name="StateDirectory">Where sightings and sizes are remembered between scans.</param>
/// <param name="IsReadOnly">True where nothing may be removed, whatever an order says.</param>
public sealed record NodeOptions(
    ImmutableArray<string> DataRoots,
    string ProcRoot,
    string? Socket,
    string StateDirectory,
    bool IsReadOnly
)
{
    /// <summary>There are other stores on the node, and <see cref="Socket"/> may be that of one of their
    /// engines.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>For how long a plan may wait for its approval; three days, so that a weekend does not end it.</summary>
    public TimeSpan PlanLifetime { get; init; } = TimeSpan.FromHours(72);

    /// <summary>The longest silence of an engine before it counts as unreachable.</summary>
    public TimeSpan EngineTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where <c>/metrics</c> is served; 0 = nowhere.</summary>
    public int MetricsPort { get; init; }
}
