namespace NodeGc.Api.Cleanups;

/// <summary>Bounds per node and run. In the numbers zero stands for a missing field, hence the default.</summary>
public sealed record LimitsSpec
{
    public static LimitsSpec Default { get; } = new();

    /// <summary>Most bytes that may go, as a Kubernetes quantity; 200Gi unless said otherwise.</summary>
    public string MaxBytes { get => field ?? "200Gi"; init; }

    /// <summary>Most items that may go, 1 to 1,000,000.</summary>
    public int MaxItems { get => field == 0 ? 10_000 : field; init; }

    /// <summary>Largest share, 1 to 100, of the measured bytes of all layers and volumes, live ones included.</summary>
    public int MaxPercentOfStore { get => field == 0 ? 50 : field; init; }

    /// <summary>Longest time of a sweep; 30m unless said otherwise.</summary>
    public string Timeout { get => field ?? "30m"; init; }

    /// <summary>Most files and directories deleted per second, 1 to 1,000,000.</summary>
    public int DeletesPerSecond { get => field == 0 ? 500 : field; init; }
}
