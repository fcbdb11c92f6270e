namespace NodeGc.Api.Nodes;

/// <summary>What a store holds of one class of garbage, whatever a policy says of it.</summary>
public sealed record StorageClassReport
{
    /// <summary>The field below <c>collect</c>, such as <c>images</c>.</summary>
    public required string Name { get; init; }

    public long Items { get; init; }

    /// <summary>Allocated bytes; null where they are not known.</summary>
    public long? Bytes { get; init; }

    public long InUseItems { get; init; }

    /// <summary>Of images: how many have no tag and nothing built on them.</summary>
    public long? DanglingItems { get; init; }

    /// <summary>What would be free again if all went that is not in use; null where that is not known.</summary>
    public long? ReclaimableBytes { get; init; }
}
