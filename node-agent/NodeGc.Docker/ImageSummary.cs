using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>One line of <c>GET /images/json?all=1</c>: untagged and intermediate images included.</summary>
public sealed record ImageSummary
{
    public required string Id { get; init; }

    /// <summary>Empty for an image without a tag; engines before Docker 24 return <c>&lt;none&gt;:&lt;none&gt;</c>
    /// instead.</summary>
    [AllowNull]
    public IReadOnlyList<string> RepoTags
    {
        get;
        init => field = value ?? [];
    } = [];

    [AllowNull]
    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = value ?? EmptyMap.Instance;
    } = EmptyMap.Instance;
}
