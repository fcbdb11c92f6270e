namespace NodeGc.Collector.Explaining;

/// <summary>What becomes of something that is no resource.</summary>
public enum PlaceVerdict
{
    /// <summary>The engine's own, or unknown: nothing ever touches it.</summary>
    Kept,

    /// <summary>Neither alive nor collected: it is reported.</summary>
    Leftover,

    /// <summary>It could not be read or understood, and holds back what it could own.</summary>
    Unsure,
}
