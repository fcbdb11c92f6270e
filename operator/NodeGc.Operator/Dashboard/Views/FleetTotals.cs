namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Figures of all nodes.</summary>
public sealed record FleetTotals
{
    public int Nodes { get; init; }

    /// <summary>Nodes whose agent is alive.</summary>
    public int Reporting { get; init; }

    public int NeedAttention { get; init; }

    public long UsedBytes { get; init; }

    public long CapacityBytes { get; init; }

    public long ReclaimableBytes { get; init; }

    public long QuarantinedBytes { get; init; }

    public long UnaccountedBytes { get; init; }
}
