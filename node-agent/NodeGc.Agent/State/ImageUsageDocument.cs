using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.State;

/// <summary>The file of image usage.</summary>
/// <param name="Version">Versions other than <see cref="Current"/> are ignored.</param>
/// <param name="SeenUntil">Until when Docker events are included; null if none were ever read.</param>
/// <param name="ForgottenAt">When an earlier file was lost, if it was.</param>
/// <param name="Uses">The last use by image ID.</param>
internal sealed record ImageUsageDocument(
    int Version,
    DateTimeOffset? SeenUntil,
    DateTimeOffset? ForgottenAt,
    ImmutableDictionary<string, DateTimeOffset> Uses
)
{
    public const int Current = 1;

    public ImageUses ToUses() => new(Uses) { ForgottenAt = ForgottenAt };
}
