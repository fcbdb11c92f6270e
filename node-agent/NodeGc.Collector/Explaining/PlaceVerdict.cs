namespace NodeGc.Collector.Explaining;

/// <summary>Verdict on something that is not a resource.</summary>
public enum PlaceVerdict
{
    /// <summary>The engine's own, or unknown: never changed.</summary>
    Kept,

    /// <summary>Neither in use nor collected: it is reported.</summary>
    Leftover,

    /// <summary>It could not be read or understood; everything it may reference is kept.</summary>
    Unsure,
}
