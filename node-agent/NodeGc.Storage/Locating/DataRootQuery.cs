namespace NodeGc.Storage.Locating;

/// <summary>How to find data roots.</summary>
public sealed record DataRootQuery
{
    /// <summary>The data root specified by an administrator; null = find running daemons.</summary>
    public string? DataRoot { get; init; }

    /// <summary>The host's <c>/proc</c>.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>The engine's configuration, used while no daemon is running.</summary>
    public string ConfigFile { get; init; } = "/etc/docker/daemon.json";

    /// <summary>The default data root.</summary>
    public string DefaultDataRoot { get; init; } = "/var/lib/docker";
}
