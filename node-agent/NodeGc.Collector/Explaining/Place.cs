namespace NodeGc.Collector.Explaining;

/// <summary>Something in the data root that is not a resource: it is always kept.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="What">What it is, in a few words.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Reason">Why it is kept.</param>
public sealed record Place(string Path, string What, PlaceVerdict Verdict, string Reason)
{
    /// <summary>Allocated bytes; null if not measured.</summary>
    public Bytes? Size { get; init; }
}
