namespace NodeGc.Docker;

/// <summary>A volume to create. Creating one that exists with the same driver is not an error and changes
/// nothing.</summary>
public sealed record VolumeSpec
{
    public required string Name { get; init; }

    public string Driver { get; init; } = "local";

    public IReadOnlyDictionary<string, string> Options { get; init; } = EmptyMap.Instance;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = EmptyMap.Instance;
}
