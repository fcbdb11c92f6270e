using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes a plan for people.</summary>
internal static class PlanText
{
    public static void Write(IAnsiConsole console, PlanDocument plan)
    {
        FindingsText.WriteStore(console, plan.Store);
        console.WriteLine($"{Texts.Amount(plan.Reclaimable)} to go, {plan.Held.Length} held, {plan.Live} alive; plan {plan.Digest}");
        if (plan.Enough is { } enough) console.WriteLine(enough);
        WriteItems(console, plan);
        WriteHeld(console, plan);
        FindingsText.WriteLeftovers(console, plan.Leftovers);
        FindingsText.WriteDoubts(console, plan.Doubts);
        FindingsText.WriteWitnesses(console, plan.Witnesses);
    }

    private static void WriteItems(IAnsiConsole console, PlanDocument plan)
    {
        if (plan.Items.IsEmpty) return;
        console.Heading("To go");
        var table = Texts.Table("SIZE", "CLASS", "THROUGH", "PATH", "WHY");
        foreach (var item in plan.Items)
            table.Row(Texts.Size(item.Bytes), item.Class, item.Removal.ToLowerInvariant(), item.Path, item.Reason);
        console.Write(table);
    }

    private static void WriteHeld(IAnsiConsole console, PlanDocument plan)
    {
        if (plan.Held.IsEmpty) return;
        console.Heading("Held: garbage that stays for now");
        var table = Texts.Table("SIZE", "CLASS", "RULE", "PATH", "WHY");
        foreach (var held in plan.Held) table.Row(Texts.Size(held.Bytes), held.Class, held.Rule, held.Path, held.Reason);
        console.Write(table);
    }
}
