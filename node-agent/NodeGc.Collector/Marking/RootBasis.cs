namespace NodeGc.Collector.Marking;

/// <summary>Basis on which a root keeps resources.</summary>
public enum RootBasis
{
    /// <summary>It is in use, or known to the engine.</summary>
    Alive,

    /// <summary>It may be in use.</summary>
    Doubt,

    /// <summary>It is garbage, but the policy keeps it for now.</summary>
    Policy,
}
