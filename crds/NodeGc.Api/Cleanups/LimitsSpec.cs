using System.Text.Json.Serialization;
using NodeGc.Api.Json;

namespace NodeGc.Api.Cleanups;

/// <summary>Limits per node and run. A number of zero means that the field is missing, so the default
/// applies.</summary>
public sealed record LimitsSpec
{
    public static LimitsSpec Default { get; } = new();

    /// <summary>Maximum number of bytes to remove, as a Kubernetes quantity; default 200Gi.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public string MaxBytes
    {
        get;
        init => field = value ?? "200Gi";
    } = "200Gi";

    /// <summary>Maximum number of items to remove, 1 to 1,000,000.</summary>
    public int MaxItems
    {
        get;
        init => field = value == 0 ? 10_000 : value;
    } = 10_000;

    /// <summary>Maximum percentage to remove, 1 to 100, of the measured bytes of all layers and volumes, including
    /// those in use.</summary>
    public int MaxPercentOfStore
    {
        get;
        init => field = value == 0 ? 50 : value;
    } = 50;

    /// <summary>Maximum duration of a sweep; default 30m.</summary>
    public string Timeout
    {
        get;
        init => field = value ?? "30m";
    } = "30m";

    /// <summary>Maximum number of files and directories deleted per second, 1 to 1,000,000.</summary>
    public int DeletesPerSecond
    {
        get;
        init => field = value == 0 ? 500 : value;
    } = 500;

    /// <summary>Deletions pause while PSI <c>io full avg10</c> exceeds this percentage, 1 to 100; 100 never
    /// pauses.</summary>
    public int MaxIOPressurePercent
    {
        get;
        init => field = value == 0 ? 50 : value;
    } = 50;
}
