using System.Diagnostics.CodeAnalysis;

namespace NodeGc.Docker;

/// <summary>Answer of <c>GET /volumes</c>.</summary>
public sealed record VolumeList
{
    [AllowNull]
    public required IReadOnlyList<VolumeDetails> Volumes { get; init => field = value ?? []; }

    /// <summary>Drivers that did not answer. While there is one the list is not complete, and a missing volume proves nothing.</summary>
    [AllowNull]
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
