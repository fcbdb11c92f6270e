using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>
/// Handles doubts whose metadata was confirmed as lost: it no longer keeps anything, and is reported. This releases
/// only what nothing else keeps: everything in use, and everything protected by another doubt, is still kept.
/// </summary>
public static class LossConfirmations
{
    /// <summary>The inventory with the doubts that <paramref name="isConfirmed"/> selects turned into leftovers. Such a
    /// doubt remains for what did not exist yet when the loss was confirmed.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="isConfirmed">How the loss was confirmed; null if it was not.</param>
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
                        + (answer.Left is null ? "nothing" : "only what was created later")
                )),
            ],
        };
    }

    /// <summary>What a doubt keeps now, unless something else does.</summary>
    public static ImmutableArray<ResourceId> Kept(Inventory inventory, Doubt doubt) =>
        doubt.Scope == DoubtScope.Listed
            ? doubt.Owned
            :
            [
                .. inventory
                    .Graph.Candidates.Select(candidate => candidate.Id)
                    .Where(id => DoubtRules.IsInScope(id.Kind, doubt.Scope)),
            ];

    /// <summary>What would no longer be kept if the losses of <paramref name="doubts"/> were confirmed, in canonical
    /// order.</summary>
    public static ImmutableArray<Resource> Released(Inventory inventory, IReadOnlyCollection<Doubt> doubts)
    {
        var liveness = new Liveness(inventory);
        var before = Kept(inventory, liveness);
        var after = Kept(Without(inventory, doubts), liveness);
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

    private static LiveSet Kept(Inventory inventory, Liveness liveness) =>
        Marker.Mark(inventory.Graph, DoubtRules.Find(inventory, liveness.Garbage), liveness.Alive);
}
