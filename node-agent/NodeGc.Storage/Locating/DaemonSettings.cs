using System.Collections.Immutable;

namespace NodeGc.Storage.Locating;

/// <summary>What a daemon was told, on its command line or in its configuration file. Null = not told.</summary>
internal sealed record DaemonSettings
{
    public string? DataRoot { get; init; }

    public string? ConfigFile { get; init; }

    public string? StorageDriver { get; init; }

    /// <summary>The feature <c>containerd-snapshotter</c>.</summary>
    public bool? UsesContainerd { get; init; }

    /// <summary>The socket of a containerd that it does not start itself.</summary>
    public string? Containerd { get; init; }

    public string? ExecRoot { get; init; }

    public string? PidFile { get; init; }

    /// <summary>The user whose subordinate ids containers run with: <c>default</c>, a name or number, with a group
    /// after a colon.</summary>
    public string? UserNamespaceRemap { get; init; }

    /// <summary>Runs without root: other defaults hold.</summary>
    public bool IsRootless { get; init; }

    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Fills in from <paramref name="other"/> what is not told here. A daemon refuses to start with a
    /// contradiction.</summary>
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
