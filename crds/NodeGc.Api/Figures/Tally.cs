using NodeGc.Api.Formats;

namespace NodeGc.Api.Figures;

/// <summary>Number of items, and their bytes on disk.</summary>
public sealed record Tally
{
    public static Tally Zero { get; } = new();

    public long Items { get; init; }

    public long Bytes { get; init; }

    /// <summary>The bytes in human-readable form, for the columns of kubectl.</summary>
    public string Size => ByteSize.Format(Bytes);

    public static Tally operator +(Tally left, Tally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Tally { Items = left.Items + right.Items, Bytes = left.Bytes + right.Bytes };
    }

    public static Tally Add(Tally left, Tally right) => left + right;
}
