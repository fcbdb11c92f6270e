using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Removal.Sweeping;

/// <summary>Splits a plan into batches.</summary>
internal static class Batches
{
    /// <summary>Small enough that the evidence is fresh for each item, large enough that checking it does not take most
    /// of the time.</summary>
    internal const int Size = 64;

    /// <summary>If only as much is removed as needed: small enough not to remove much more.</summary>
    internal const int SizeUnderPressure = 8;

    /// <summary>The items of <paramref name="request"/>, in their order.</summary>
    public static IEnumerable<ImmutableArray<PlanItem>> Split(SweepRequest request) =>
        request.FindEnough is null
            ? request.Plan.Items.Chunk(Size).Select(batch => batch.ToImmutableArray())
            : OfOneClass(request.Plan.Items);

    /// <summary>A batch of several classes could remove items of a more valuable class although the less valuable one
    /// is enough.</summary>
    private static IEnumerable<ImmutableArray<PlanItem>> OfOneClass(ImmutableArray<PlanItem> items)
    {
        var rest = items.AsMemory();
        while (!rest.IsEmpty)
        {
            var most = rest.Span[..Math.Min(SizeUnderPressure, rest.Length)];
            var taken = 1;
            while (taken < most.Length && most[taken].Class == most[0].Class)
                taken++;
            yield return [.. most[..taken]];
            rest = rest[taken..];
        }
    }
}
