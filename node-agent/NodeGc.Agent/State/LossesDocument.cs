using System.Collections.Immutable;

namespace NodeGc.Agent.State;

/// <summary>The file of confirmed losses. If it is unreadable nothing is confirmed, which only keeps more.</summary>
internal sealed record LossesDocument(int Version, ImmutableArray<ConfirmedLoss> Losses)
{
    public const int Current = 1;
}
