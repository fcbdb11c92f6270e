using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>The pins of the other cleanups, which apply on every node that they select.</summary>
/// <remarks>Most nodes are selected by the same cleanups, so their pins are combined once and remembered.</remarks>
internal sealed class OtherCleanupsPins
{
    private readonly ImmutableArray<Pins> all;
    private readonly ConcurrentDictionary<string, Combined> known = new(StringComparer.Ordinal);

    private OtherCleanupsPins(ImmutableArray<Pins> all) => this.all = all;

    public static OtherCleanupsPins None { get; } = new([]);

    /// <summary>Those of all cleanups but one.</summary>
    /// <param name="all">The pins of all cleanups.</param>
    /// <param name="cleanup">Name of the one.</param>
    public static OtherCleanupsPins Without(ImmutableArray<Pins> all, string cleanup) =>
        all.Any(pins => IsOther(pins, cleanup)) ? new([.. all.Where(pins => IsOther(pins, cleanup))]) : None;

    /// <summary>Null if there is none for this node.</summary>
    public OtherPins? FindFor(ClusterNode node) => all.IsEmpty ? null : Combine(node).Pins;

    /// <summary>Why no order on this node can hold them all; null if one can.</summary>
    public string? FindProblem(ClusterNode node) => all.IsEmpty ? null : Combine(node).Problem;

    private static bool IsOther(Pins pins, string cleanup) => pins.Cleanup != cleanup && !pins.IsEmpty;

    private Combined Combine(ClusterNode node)
    {
        var applying = string.Create(all.Length, (all, node), static (applies, given) =>
        {
            for (var i = 0; i < applies.Length; i++)
                applies[i] = given.all[i].ApplyTo(given.node) ? '1' : '0';
        });
        return known.GetOrAdd(applying, static (applies, all) => Combine(applies, all), all);
    }

    private static Combined Combine(string applying, ImmutableArray<Pins> all)
    {
        var pins = OtherPins.From(all.Where((_, i) => applying[i] == '1').Select(pins => pins.Protect));
        return new Combined(pins, pins?.FindProblem());
    }

    private sealed record Combined(OtherPins? Pins, string? Problem);
}
