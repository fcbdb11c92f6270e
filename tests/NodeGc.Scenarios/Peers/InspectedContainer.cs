using System.Collections.Immutable;

namespace NodeGc.Scenarios.Peers;

/// <summary>A container as a script sees it.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="MountSources">What a template over <c>.Mounts</c> prints: paths.</param>
/// <param name="VolumesField">What a template over <c>.Volumes</c> prints: paths, or nothing.</param>
internal sealed record InspectedContainer(
    string Id,
    ImmutableArray<string> MountSources,
    ImmutableArray<string> VolumesField
);
