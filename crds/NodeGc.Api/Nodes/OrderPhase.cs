namespace NodeGc.Api.Nodes;

/// <summary>Phase of an order. The last three are final.</summary>
public enum OrderPhase
{
    /// <summary>Until enough scans agree.</summary>
    Scanning,

    /// <summary>The plan is made.</summary>
    Planned,

    /// <summary>The plan is being carried out.</summary>
    Sweeping,
    Succeeded,
    Failed,

    /// <summary>Not carried out, for a reason that is not a failure. The message states the reason.</summary>
    Skipped,
}
