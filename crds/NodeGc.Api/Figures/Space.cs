using NodeGc.Api.Formats;

namespace NodeGc.Api.Figures;

/// <summary>Space used on a filesystem.</summary>
public sealed record Space
{
    public static Space None { get; } = new();

    /// <summary>Allocated bytes.</summary>
    public long Bytes { get; init; }

    public long Inodes { get; init; }

    /// <summary>The bytes in human-readable form, for the columns of kubectl.</summary>
    public string Size => ByteSize.Format(Bytes);
}
