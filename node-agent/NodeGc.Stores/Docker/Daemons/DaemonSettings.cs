using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>Settings of a daemon from its command line or configuration file. Null = not set.</summary>
internal sealed record DaemonSettings
{
    public string? DataRoot { get; init; }

    public string? ConfigFile { get; init; }

    public string? StorageDriver { get; init; }

    /// <summary>The feature <c>containerd-snapshotter</c>.</summary>
    public bool? UsesContainerd { get; init; }

    /// <summary>The socket of an external containerd.</summary>
    public string? Containerd { get; init; }

    public string? ExecRoot { get; init; }

    public string? PidFile { get; init; }

    /// <summary><c>userns-remap</c>: <c>default</c>, or a user name or id, with a group after a colon.</summary>
    public string? UserNamespaceRemap { get; init; }

    /// <summary>Rootless mode, which has other defaults.</summary>
    public bool IsRootless { get; init; }

    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Fills in unset values from <paramref name="other"/>. A daemon refuses to start with conflicting
    /// values.</summary>
    public DaemonSettings Or(DaemonSettings other) =>
        new()
        {
            DataRoot = DataRoot ?? other.DataRoot,
            ConfigFile = ConfigFile ?? other.ConfigFile,
            StorageDriver = StorageDriver ?? other.StorageDriver,
            UsesContainerd = UsesContainerd ?? other.UsesContainerd,
            Containerd = Containerd ?? other.Containerd,
            ExecRoot = ExecRoot ?? other.ExecRoot,
            PidFile = PidFile ?? other.PidFile,
            UserNamespaceRemap = UserNamespaceRemap ?? other.UserNamespaceRemap,
            IsRootless = IsRootless || other.IsRootless,
            Hosts = Hosts.AddRange(other.Hosts),
        };
}
