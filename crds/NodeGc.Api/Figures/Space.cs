using NodeGc.Api.Formats;

namespace NodeGc.Api.Figures;

/// <summary>What something takes of a filesystem.</summary>
public sealed record Space
{
    public static Space None { get; } = new();

    /// <summary>Allocated bytes.</summary>
    public long Bytes { get; init; }

    public long Inodes { get; init; }

    /// <summary>The bytes for people, in the columns of kubectl.</summary>
    public string Size => ByteSize.Format(Bytes);
}
