namespace NodeGc.Api.Nodes;

/// <summary>Disk usage of one part of a data root.</summary>
public sealed record DataRootPart
{
    /// <summary>Name of the part, such as <c>imageLayers</c> or <c>unexplained</c>.</summary>
    public required string Name { get; init; }

    public long Items { get; init; }

    /// <summary>Allocated bytes.</summary>
    public long Bytes { get; init; }

    public long Inodes { get; init; }

    /// <summary>How many of these bytes the engine accounts for.</summary>
    public long AccountedForBytes { get; init; }
}
