namespace NodeGc.Collector.Marking;

/// <summary>On what ground a root keeps things.</summary>
public enum RootBasis
{
    /// <summary>It is in use, or the engine knows it.</summary>
    Alive,

    /// <summary>It cannot be ruled out that it is in use.</summary>
    Doubt,

    /// <summary>It is garbage, but the policy keeps it for now.</summary>
    Policy,
}
