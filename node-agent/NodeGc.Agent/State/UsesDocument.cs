using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.State;

/// <summary>The file of image uses.</summary>
/// <param name="Version">Another one than <see cref="Current"/> is not understood.</param>
/// <param name="SeenUntil">Up to when the engine's events are in it; null where none were ever seen.</param>
/// <param name="ForgottenAt">When an earlier file was lost.</param>
/// <param name="Uses">The latest use by the image's ID.</param>
internal sealed record UsesDocument(
    int Version,
    DateTimeOffset? SeenUntil,
    DateTimeOffset? ForgottenAt,
    ImmutableDictionary<string, DateTimeOffset> Uses
)
{
    public const int Current = 1;

    public ImageUses ToUses() => new(Uses) { ForgottenAt = ForgottenAt };
}
