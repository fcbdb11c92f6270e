namespace NodeGc.Api.Nodes;

/// <summary>How far an order is; the last three are final.</summary>
public enum OrderPhase
{
    /// <summary>Until enough scans agree.</summary>
    Scanning,

    /// <summary>The plan stands.</summary>
    Planned,

    /// <summary>The plan is being carried out.</summary>
    Sweeping,
    Succeeded,
    Failed,

    /// <summary>Not carried out, for a reason that is no failure; the message names it.</summary>
    Skipped,
}
