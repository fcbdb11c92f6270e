namespace NodeGc.Operator.Dashboard.Views;

/// <summary>A part of a disk, or of a data root.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Kind">Whether it could be freed.</param>
/// <param name="Bytes">Allocated bytes.</param>
/// <param name="Contents">What it contains.</param>
public sealed record DiskPart(string Label, PartKind Kind, long Bytes, string Contents)
{
    public long? Items { get; init; }

    public long? Inodes { get; init; }

    /// <summary>How many of the bytes the engine accounts for.</summary>
    public long? AccountedForBytes { get; init; }

    /// <summary>The class in the style sheet and the script.</summary>
    public string Style => Kind.ToString().ToLowerInvariant();
}
