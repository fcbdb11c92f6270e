using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using static NodeGc.Collector.Tests.Builders.GraphLiteral;

namespace NodeGc.Collector.Tests.Marking;

public sealed class AdjustmentsTests
{
    private static readonly Leftover Loss = new(LeftoverKind.ConfirmedLoss, "buildkit", "confirmed as lost");

    [Test]
    public void A_stopped_engine_forgets_after_losses_were_confirmed_and_before_uses_are_learned()
    {
        List<string> steps = [];
        var adjustments = new Adjustments(
            inventory =>
            {
                steps.Add($"losses: {GarbageIn(inventory)}");
                return inventory with { Leftovers = [Loss] };
            },
            inventory =>
            {
                steps.Add($"uses: {GarbageIn(inventory)}, {inventory.Leftovers.Single().Path}");
                return inventory with { Leftovers = [] };
            }
        );

        var adjusted = adjustments.Apply(Stopped());

        Assert.That(steps, Is.EqualTo(new[] { "losses: ", "uses: overlay2/dc, buildkit" }));
        Assert.That(adjusted.Leftovers, Is.Empty);
    }

    [Test]
    public void The_store_alone_is_judged_by_the_same_rules() =>
        Assert.That(GarbageIn(Adjustments.OfTheStoreAlone.Apply(Stopped())), Is.EqualTo("overlay2/dc"));

    private static Inventory Stopped()
    {
        var inventory = Graph("layer:sha256:child -> dc").Inventory;
        return inventory with { Store = inventory.Store with { IsEngineRunning = false } };
    }

    private static string GarbageIn(Inventory inventory) =>
        string.Join(", ", new Liveness(inventory).Garbage.Select(one => one.Directory!.Path));
}
