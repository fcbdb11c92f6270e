namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Columns by which the nodes can be sorted.</summary>
public enum FleetSort
{
    Name,
    State,
    Used,
    Free,
    Reclaimable,
    Quarantined,
    Unaccounted,
    Heartbeat,
}
