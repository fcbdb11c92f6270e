using System.Collections.Immutable;

namespace NodeGc.Stores.Docker;

/// <summary>How a store is read.</summary>
public sealed record StoreReaderOptions
{
    /// <summary>The host's <c>/proc</c>.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>The host's <c>/sys</c>.</summary>
    public string SysRoot { get; init; } = "/sys";

    /// <summary>The engine's unix socket as seen by this process; null = where its daemon listens.</summary>
    public string? Socket { get; init; }

    /// <summary><see cref="Socket"/> may belong to another store of the node: then this one's engine is reached where
    /// its daemon listens.</summary>
    public bool IsSocketOfAnyStore { get; init; }

    /// <summary>Where engines listen by default: tried while no daemon of the store is visible.</summary>
    public ImmutableArray<string> DefaultSockets { get; init; } = ["/run/docker.sock", "/var/run/docker.sock"];

    /// <summary>Timeout without data from the engine.</summary>
    public TimeSpan EngineTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after its start an engine may still be loading.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Query the engine's build cache even if it has to measure all volumes for that (before API 1.42).
    /// Unlisted records are kept.</summary>
    public bool QueryBuildCache { get; init; }

    /// <summary>Delay before failed metadata is read again: an engine writes some files in several steps.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>The time of day.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
