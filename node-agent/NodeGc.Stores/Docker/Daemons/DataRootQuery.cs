using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>How to find data roots.</summary>
public sealed record DataRootQuery
{
    /// <summary>The data root specified by an administrator; null = find running daemons.</summary>
    public string? DataRoot { get; init; }

    /// <summary>The other data roots that were specified: the daemons that use them explain nothing about
    /// <see cref="DataRoot"/>.</summary>
    public ImmutableArray<string> OtherDataRoots { get; init; } = [];

    /// <summary>Where the root directory of the host is mounted; empty = this process runs on the host itself. All
    /// paths are resolved in it, with the links of the host.</summary>
    public string HostRoot { get; init; } = "";

    /// <summary>The host's <c>/proc</c>.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>The engine's configuration on the host, used while no daemon is running.</summary>
    public string ConfigFile { get; init; } = "/etc/docker/daemon.json";

    /// <summary>The default data root.</summary>
    public string DefaultDataRoot { get; init; } = "/var/lib/docker";
}
