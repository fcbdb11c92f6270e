namespace NodeGc.Collector.Explaining;

/// <summary>What becomes of a resource.</summary>
public enum Verdict
{
    /// <summary>Something alive needs it.</summary>
    Live,

    /// <summary>Garbage as far as is known, but not known well enough.</summary>
    Unsure,

    /// <summary>Garbage that the policy keeps for now.</summary>
    Held,

    /// <summary>Nothing needs it.</summary>
    Garbage,
}
