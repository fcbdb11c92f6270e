using System.Collections.Immutable;
using NodeGc.Collector.Planning;

namespace NodeGc.Storage.Sweeping;

/// <summary>Cuts a plan into what is carried out at once.</summary>
internal static class Batches
{
    /// <summary>Small enough that the witnesses' answer is fresh for each item, large enough that asking them does not
    /// take most of the time.</summary>
    internal const int Size = 64;

    /// <summary>Where only as much goes as is needed: small enough not to take much more.</summary>
    internal const int SizeUnderPressure = 8;

    /// <summary>The items of <paramref name="request"/>, in their order.</summary>
    public static IEnumerable<ImmutableArray<PlanItem>> Of(SweepRequest request) =>
        request.FindEnough is null
            ? request.Plan.Items.Chunk(Size).Select(batch => batch.ToImmutableArray())
            : OfOneClass(request.Plan.Items);

    /// <summary>A batch of several classes would take of the harsher one although the gentler is enough.</summary>
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
