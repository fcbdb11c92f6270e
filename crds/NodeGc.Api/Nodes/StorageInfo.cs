using System.Collections.Immutable;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>The container engine's storage on the node, and its filesystem.</summary>
public sealed record StorageInfo
{
    /// <summary>As a path on the node, not inside the agent's mounts.</summary>
    public string? DataRoot { get; init; }

    /// <summary>Null while no engine responds.</summary>
    public string? EngineVersion { get; init; }

    public string? Driver { get; init; }

    public string? BackingFilesystem { get; init; }

    public long CapacityBytes { get; init; }

    public long UsedBytes { get; init; }

    /// <summary>Free bytes available to unprivileged users, as df shows them (Avail).</summary>
    public long FreeBytes { get; init; }

    /// <summary>Zero if the filesystem allocates inodes dynamically.</summary>
    public long CapacityInodes { get; init; }

    public long FreeInodes { get; init; }

    /// <summary>Usage percentage as shown by df, by the same formula as the thresholds of <c>when</c>. Only the agent
    /// calculates it.</summary>
    public int UsedPercent { get; init; }

    /// <summary>Contents by class, as of the last complete scan; empty before the first.</summary>
    public ImmutableArray<StorageClassReport> Classes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Free bytes in human-readable form, for the columns of kubectl.</summary>
    public string FreeSize => ByteSize.Format(FreeBytes);
}
