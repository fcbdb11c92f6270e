using System.Collections.Immutable;

namespace NodeGc.Storage;

/// <summary>How a store is read.</summary>
public sealed record StoreReaderOptions
{
    /// <summary>The host's <c>/proc</c>.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>The host's <c>/sys</c>.</summary>
    public string SysRoot { get; init; } = "/sys";

    /// <summary>The engine's unix socket as we see it; null = where its daemon listens.</summary>
    public string? Socket { get; init; }

    /// <summary><see cref="Socket"/> may be that of another of the node's stores: then this one's engine is asked where
    /// its daemon listens.</summary>
    public bool IsSocketOfAnyStore { get; init; }

    /// <summary>Where engines listen by default: asked while no daemon of the store is seen.</summary>
    public ImmutableArray<string> DefaultSockets { get; init; } = ["/run/docker.sock", "/var/run/docker.sock"];

    /// <summary>The longest silence of an engine.</summary>
    public TimeSpan EngineTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long after its start an engine is taken to be still loading.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Ask the engine for its build cache even where it measures all volumes to answer: before API 1.42. What
    /// it does not tell stays.</summary>
    public bool AsksForBuildCache { get; init; }

    /// <summary>After which time a bad piece of metadata is looked at once more: an engine writes some files in several
    /// steps.</summary>
    public TimeSpan SecondLook { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>The time of day.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
