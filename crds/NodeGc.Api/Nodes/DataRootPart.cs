namespace NodeGc.Api.Nodes;

/// <summary>How much of a data root is of one kind.</summary>
public sealed record DataRootPart
{
    /// <summary>One word, such as <c>imageLayers</c> or <c>unexplained</c>.</summary>
    public required string Name { get; init; }

    public long Items { get; init; }

    /// <summary>Allocated bytes.</summary>
    public long Bytes { get; init; }

    public long Inodes { get; init; }

    /// <summary>Bytes that the engine admits to.</summary>
    public long AdmittedBytes { get; init; }
}
