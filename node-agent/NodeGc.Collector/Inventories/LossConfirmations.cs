using System.Collections.Immutable;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Inventories;

/// <summary>
/// What becomes of doubts once somebody has confirmed that their piece of metadata is lost: such a piece keeps nothing
/// any more, and is reported. It releases
/// only what nothing else keeps: everything alive, and everything in another doubt, stays as it was.
/// </summary>
public static class LossConfirmations
{
    /// <summary>The inventory without the doubts that <paramref name="isConfirmed"/> names; they are leftovers
    /// then. Such a doubt remains for what was not there yet when its piece was confirmed as lost.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="isConfirmed">How the loss of a doubt's piece was confirmed; null where it was not.</param>
    public static Inventory Apply(Inventory inventory, Func<Doubt, LossConfirmation?> isConfirmed)
    {
        var answers = inventory
            .Doubts.Where(doubt => doubt.IsLoss)
            .Select(doubt => (Doubt: doubt, Confirmation: isConfirmed(doubt)))
            .Where(answer => answer.Confirmation is not null)
            .Select(answer =>
                (answer.Doubt, answer.Confirmation!.By, Left: FindLeft(inventory, answer.Doubt, answer.Confirmation))
            )
            .ToList();
        if (answers.Count == 0)
            return inventory;
        var without = Without(inventory, answers.Select(answer => answer.Doubt));
        return without with
        {
            Doubts = [.. without.Doubts, .. answers.Select(answer => answer.Left).OfType<Doubt>()],
            Leftovers =
            [
                .. inventory.Leftovers,
                .. answers.Select(answer => new Leftover(
                    LeftoverKind.ConfirmedLoss,
                    answer.Doubt.Subject,
                    $"confirmed as lost {answer.By}: it keeps "
                        + (answer.Left is null ? "nothing" : "only what was not there then")
                )),
            ],
        };
    }

    /// <summary>What a doubt keeps at this moment, if nothing else does.</summary>
    public static ImmutableArray<ResourceId> Kept(Inventory inventory, Doubt doubt) =>
        doubt.Scope == DoubtScope.Listed
            ? doubt.Owned
            :
            [
                .. inventory
                    .Graph.Candidates.Select(candidate => candidate.Id)
                    .Where(id => DoubtRules.IsInScope(id.Kind, doubt.Scope)),
            ];

    /// <summary>What would not be kept any more if the pieces of <paramref name="doubts"/> were confirmed as lost, in
    /// canonical order.</summary>
    public static ImmutableArray<Resource> Released(Inventory inventory, IReadOnlyCollection<Doubt> doubts)
    {
        var before = Kept(inventory);
        var after = Kept(Without(inventory, doubts));
        return
        [
            .. inventory.Graph.Candidates.Where(candidate =>
                before.Contains(candidate.Id) && !after.Contains(candidate.Id)
            ),
        ];
    }

    private static Doubt? FindLeft(Inventory inventory, Doubt doubt, LossConfirmation confirmation)
    {
        if (confirmation.Kept is not { } kept)
            return null;
        var left = Kept(inventory, doubt).Except(kept).ToImmutableArray();
        return left.IsEmpty ? null : doubt with { Scope = DoubtScope.Listed, Owned = left };
    }

    private static Inventory Without(Inventory inventory, IEnumerable<Doubt> doubts) =>
        inventory with
        {
            Doubts = inventory.Doubts.RemoveRange(doubts),
        };

    private static LiveSet Kept(Inventory inventory) =>
        Marker.Mark(inventory.Graph, DoubtRules.Find(inventory), inventory.Alive);
}
