namespace NodeGc.Docker;

/// <summary>The state of a container.</summary>
public sealed record ContainerState
{
    /// <summary>Null before API 1.21.</summary>
    public string? Status { get; init; }

    public required bool Running { get; init; }

    public required bool Paused { get; init; }

    public required bool Restarting { get; init; }

    /// <summary>Its removal failed or was interrupted; it can be removed again.</summary>
    public bool Dead { get; init; }

    /// <summary>Process ID in the daemon's namespace; 0 while it is not running.</summary>
    public int Pid { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The year 1 if it never ran.</summary>
    public required DateTimeOffset FinishedAt { get; init; }
}
