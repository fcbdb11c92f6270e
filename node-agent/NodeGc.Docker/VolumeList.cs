using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>Answer of <c>GET /volumes</c>.</summary>
public sealed record VolumeList
{
    /// <summary>Null where there is none, before API 1.41; later engines write an empty list.</summary>
    public required IReadOnlyList<VolumeDetails>? Volumes { get; init; }

    /// <summary>Drivers that did not answer. While there is one the list is not complete, and a missing volume proves
    /// nothing.</summary>
    [AllowNull]
    public IReadOnlyList<string> Warnings
    {
        get;
        init => field = value ?? [];
    } = [];
}
