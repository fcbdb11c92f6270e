namespace NodeGc.Api.Nodes;

/// <summary>How many entries a report leaves out to stay small. All of them are included in its totals.</summary>
public sealed record OmittedEntries
{
    /// <summary>Items that are not among the largest.</summary>
    public long Items { get; init; }

    public long Errors { get; init; }

    public long UnmatchedPins { get; init; }

    /// <summary>The sum of two reports.</summary>
    public static OmittedEntries operator +(OmittedEntries left, OmittedEntries right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new OmittedEntries
        {
            Items = left.Items + right.Items,
            Errors = left.Errors + right.Errors,
            UnmatchedPins = left.UnmatchedPins + right.UnmatchedPins,
        };
    }

    public static OmittedEntries Add(OmittedEntries left, OmittedEntries right) => left + right;

    /// <summary>The same; null if nothing is left out.</summary>
    public OmittedEntries? OrNull() => this == new OmittedEntries() ? null : this;
}
