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

    /// <summary>Share in use, rounded up as df does; zero while nothing is known.</summary>
    public int UsedPercent => UsedBytes <= 0 ? 0 : (int)Math.Ceiling(UsedBytes * 100m / ((decimal)UsedBytes + Math.Max(0, FreeBytes)));

    /// <summary>Free bytes for people, in the columns of kubectl.</summary>
    public string FreeSize => ByteSize.Format(FreeBytes);
}
