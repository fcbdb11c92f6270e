using System.Text.Json.Serialization;
using NodeGc.Api.Json;

namespace NodeGc.Api.Cleanups;

/// <summary>Bounds per node and run. In the numbers zero stands for a missing field, hence the default.</summary>
public sealed record LimitsSpec
{
    public static LimitsSpec Default { get; } = new();

    /// <summary>Most bytes that may go, as a Kubernetes quantity; 200Gi unless said otherwise.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public string MaxBytes
    {
        get;
        init => field = value ?? "200Gi";
    } = "200Gi";

    /// <summary>Most items that may go, 1 to 1,000,000.</summary>
    public int MaxItems
    {
        get;
        init => field = value == 0 ? 10_000 : value;
    } = 10_000;

    /// <summary>Largest share, 1 to 100, of the measured bytes of all layers and volumes, live ones included.</summary>
    public int MaxPercentOfStore
    {
        get;
        init => field = value == 0 ? 50 : value;
    } = 50;

    /// <summary>Longest time of a sweep; 30m unless said otherwise.</summary>
    public string Timeout
    {
        get;
        init => field = value ?? "30m";
    } = "30m";

    /// <summary>Most files and directories deleted per second, 1 to 1,000,000.</summary>
    public int DeletesPerSecond
    {
        get;
        init => field = value == 0 ? 500 : value;
    } = 500;

    /// <summary>Deletions pause while all work on the node waits for disks for a larger share of the time, 1 to 100;
    /// 100 = they never do.</summary>
    public int MaxIoPressurePercent
    {
        get;
        init => field = value == 0 ? 50 : value;
    } = 50;
}
