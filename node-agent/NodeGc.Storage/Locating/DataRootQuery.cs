namespace NodeGc.Storage.Locating;

/// <summary>Where to look for data roots.</summary>
public sealed record DataRootQuery
{
    /// <summary>The data root as an administrator named it; null = look for running daemons.</summary>
    public string? DataRoot { get; init; }

    /// <summary>The host's <c>/proc</c>.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>The engine's configuration while no daemon runs.</summary>
    public string ConfigFile { get; init; } = "/etc/docker/daemon.json";

    /// <summary>The data root while nothing says otherwise.</summary>
    public string DefaultDataRoot { get; init; } = "/var/lib/docker";
}
