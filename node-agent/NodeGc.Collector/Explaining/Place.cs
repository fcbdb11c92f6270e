namespace NodeGc.Collector.Explaining;

/// <summary>Something below the data root that is no resource, so that nothing is decided about it: it stays.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="What">What it is, in a few words.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Because">Why it stays.</param>
public sealed record Place(string Path, string What, PlaceVerdict Verdict, string Because)
{
    /// <summary>Allocated bytes; null where it was not measured.</summary>
    public Bytes? Size { get; init; }
}
