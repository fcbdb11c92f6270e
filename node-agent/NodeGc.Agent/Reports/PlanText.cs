using NodeGc.Collector;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Reports;

/// <summary>Writes a plan as text.</summary>
internal static class PlanText
{
    public static void Write(Page page, PlanDocument plan)
    {
        FindingsText.WriteStore(page, plan.Store);
        var (items, size) = (Nouns.Count(plan.Reclaimable.Items, "item"), Formatting.Size(plan.Reclaimable.Bytes));
        page.WriteLine(
            $"{items} to remove ({size}), {plan.Held.Length} held, {plan.Live} in use. Plan digest: {plan.Digest}"
        );
        if (plan.Enough is { } enough)
            page.WriteLine(enough);
        foreach (var ignored in plan.WithoutEffect)
            page.WriteLine($"Warning: {ignored}");
        foreach (var pin in plan.UnmatchedPins)
            page.WriteLine($"Warning: {pin} matches nothing on this node");
        WriteItems(page, plan);
        WriteHeld(page, plan);
        FindingsText.WriteLeftovers(page, plan.Leftovers);
        FindingsText.WriteDoubts(page, plan.Doubts);
        FindingsText.WriteEvidence(page, plan.Evidence);
        if (plan.CleanRefuses is { } refusal)
            page.WriteLine($"clean --yes would reject this policy: {refusal}");
    }

    private static void WriteItems(Page page, PlanDocument plan)
    {
        if (plan.Items.IsEmpty)
            return;
        page.WriteHeading("To remove");
        var table = new TextTable("SIZE", "CLASS", "METHOD", "PATH", "REASON");
        foreach (var item in plan.Items)
            table.Row(Formatting.Size(item.Bytes), item.Class, MethodOf(item.Removal), item.Path, item.Reason);
        page.Write(table);
    }

    private static void WriteHeld(Page page, PlanDocument plan)
    {
        if (plan.Held.IsEmpty)
            return;
        page.WriteHeading("Held (garbage that is kept for now)");
        var table = new TextTable("SIZE", "CLASS", "RULE", "PATH", "REASON");
        foreach (var held in plan.Held)
            table.Row(Formatting.Size(held.Bytes), held.Class, held.Rule, held.Path, held.Reason);
        page.Write(table);
    }

    /// <summary>How an item is removed: only what goes through the quarantine can be restored.</summary>
    private static string MethodOf(string removal) =>
        removal switch
        {
            nameof(RemovalMethod.Filesystem) => "quarantine",
            nameof(RemovalMethod.Engine) => "quarantine, Docker",
            nameof(RemovalMethod.ByEngine) => "Docker",
            nameof(RemovalMethod.Unmount) => "unmount",
            _ => removal,
        };
}
