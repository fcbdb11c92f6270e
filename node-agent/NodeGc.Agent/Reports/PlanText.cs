using NodeGc.Collector.Planning;

namespace NodeGc.Agent.Reports;

/// <summary>Writes a plan for people.</summary>
internal static class PlanText
{
    public static void Write(Page page, PlanDocument plan)
    {
        FindingsText.WriteStore(page, plan.Store);
        var going = Texts.Amount(plan.Reclaimable);
        page.WriteLine($"{going} to go, {plan.Held.Length} held, {plan.Live} alive; plan {plan.Digest}");
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
        FindingsText.WriteWitnesses(page, plan.Witnesses);
        if (plan.CleanRefuses is { } refusal)
            page.WriteLine($"clean --yes would refuse this policy: {refusal}");
    }

    private static void WriteItems(Page page, PlanDocument plan)
    {
        if (plan.Items.IsEmpty)
            return;
        page.WriteHeading("To go");
        var table = new TextTable("SIZE", "CLASS", "THROUGH", "PATH", "WHY");
        foreach (var item in plan.Items)
            table.Row(Texts.Size(item.Bytes), item.Class, Through(item.Removal), item.Path, item.Reason);
        page.Write(table);
    }

    private static void WriteHeld(Page page, PlanDocument plan)
    {
        if (plan.Held.IsEmpty)
            return;
        page.WriteHeading("Held: garbage that stays for now");
        var table = new TextTable("SIZE", "CLASS", "RULE", "PATH", "WHY");
        foreach (var held in plan.Held)
            table.Row(Texts.Size(held.Bytes), held.Class, held.Rule, held.Path, held.Reason);
        page.Write(table);
    }

    /// <summary>What it goes through, so that people see what they can put back.</summary>
    private static string Through(string removal) =>
        removal switch
        {
            nameof(Removal.Filesystem) => "quarantine",
            nameof(Removal.Engine) => "quarantine, Docker",
            nameof(Removal.ByEngine) => "Docker",
            nameof(Removal.Unmount) => "unmount",
            _ => removal,
        };
}
