namespace NodeGc.Api.Nodes;

/// <summary>Contents of a store of one class, independent of any policy.</summary>
public sealed record StorageClassReport
{
    /// <summary>Name of the field in <c>collect</c>, such as <c>images</c>.</summary>
    public required string Name { get; init; }

    public long Items { get; init; }

    /// <summary>Allocated bytes; null if unknown.</summary>
    public long? Bytes { get; init; }

    public long InUseItems { get; init; }

    /// <summary>For images, the number of untagged images that no other image is built on.</summary>
    public long? DanglingItems { get; init; }

    /// <summary>Bytes that would be freed if everything unused were removed; null if unknown.</summary>
    public long? ReclaimableBytes { get; init; }
}
