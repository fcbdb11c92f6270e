using System.Collections.Immutable;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>The store that the agent found, and the filesystem it lies on.</summary>
public sealed record StorageInfo
{
    /// <summary>As the node names it, not as the agent's mounts do.</summary>
    public string? DataRoot { get; init; }

    /// <summary>Null while no engine answers.</summary>
    public string? EngineVersion { get; init; }

    public string? Driver { get; init; }

    public string? BackingFilesystem { get; init; }

    public long CapacityBytes { get; init; }

    public long UsedBytes { get; init; }

    /// <summary>Bytes that can still be written without privileges.</summary>
    public long FreeBytes { get; init; }

    /// <summary>Zero where the filesystem makes inodes as needed.</summary>
    public long CapacityInodes { get; init; }

    public long FreeInodes { get; init; }

    /// <summary>Share in use as df has it, by the same formula as the thresholds of <c>when</c>: the agent calculates
    /// it, and nobody else.</summary>
    public int UsedPercent { get; init; }

    /// <summary>What it holds of each class, as of the last complete scan; empty before the first.</summary>
    public ImmutableArray<StorageClassReport> Classes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Free bytes for people, in the columns of kubectl.</summary>
    public string FreeSize => ByteSize.Format(FreeBytes);
}
