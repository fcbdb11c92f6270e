namespace NodeGc.Collector.Explaining;

/// <summary>Whether a resource is kept or can be removed.</summary>
public enum Verdict
{
    /// <summary>In use.</summary>
    Live,

    /// <summary>Probably garbage, but kept because of a doubt.</summary>
    Unsure,

    /// <summary>Garbage that the policy keeps for now.</summary>
    Held,

    /// <summary>Nothing needs it.</summary>
    Garbage,
}
