namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>Identity and software of a node, as kubelet reports them.</summary>
public sealed record NodeSystemInfo
{
    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string? OperatingSystem { get; init; }

    public string? Architecture { get; init; }

    public string? ContainerRuntimeVersion { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("machineID")]
    public string? MachineId { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("bootID")]
    public string? BootId { get; init; }
}
