using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>One line of <c>GET /containers/json?all=1</c>.</summary>
public sealed record ContainerSummary
{
    public required string Id { get; init; }

    /// <summary>Each with a leading slash; several if there are legacy links.</summary>
    [AllowNull]
    public IReadOnlyList<string> Names
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>exited</c>, <c>dead</c>…; null before API
    /// 1.23.</summary>
    public string? State { get; init; }

    [AllowNull]
    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = value ?? EmptyMap.Instance;
    } = EmptyMap.Instance;
}
