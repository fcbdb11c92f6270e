using System.CommandLine;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Collector;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>clean</c>: a dry run, or, with <c>--yes</c>, the sweep; of what a policy finds, or of a plan that was kept. The code of the dry run is
/// never given anything able to delete.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var (common, policy) = (new CommonOptions(), new PolicyOption());
        var plan = new Option<FileInfo?>("--plan") { Description = "A file from plan -o FILE: exactly that goes, less what changed since." };
        var yes = new Option<bool>("--yes") { Description = "Carry it out. Waits for the looks that the policy asks for; without it nothing is touched." };
        var command = common.AddTo(new Command("clean", "Remove what a policy allows, so that it can be put back. A dry run unless --yes is given."));
        policy.AddTo(command);
        command.Options.Add(plan);
        command.Options.Add(yes);
        command.SetAction((parsed, cancellationToken) => Session.RunAsync(async session =>
        {
            var document = parsed.GetValue(plan) is { } file
                ? await FromFileAsync(session, Only(file, policy.IsGiven(parsed)), parsed.GetValue(yes), cancellationToken)
                : await FromPolicyAsync(session, policy.Read(parsed), parsed.GetValue(yes), cancellationToken);
            session.Print(document, ReportJson.Plain.CleanDocument, CleanText.Write);
            return Verdicts.Of(document);
        }, common, parsed));
        return command;
    }

    private static Task<CleanDocument> FromPolicyAsync(Session session, CleanupPolicy policy, bool yes, CancellationToken cancellationToken) =>
        yes ? CarryOutAsync(session, policy, cancellationToken) : RehearseAsync(session, policy, cancellationToken);

    private static async Task<CleanDocument> RehearseAsync(Session session, CleanupPolicy policy, CancellationToken cancellationToken)
    {
        var scan = await session.ScanAsync(Looking.For(policy), cancellationToken);
        return CleanReport.OfDryRun(scan.Plan(policy), scan);
    }

    private static async Task<CleanDocument> CarryOutAsync(Session session, CleanupPolicy policy, CancellationToken cancellationToken)
    {
        var entry = await new PressureGate(session.Scanner, TimeProvider.System).EnterAsync(policy, mayRemove: true, cancellationToken);
        return await CarryOutAsync(session, entry, entry.Under(policy), cancellationToken);
    }

    private static async Task<CleanDocument> CarryOutAsync(Session session, PressureEntry entry, CleanupPolicy policy, CancellationToken cancellationToken)
    {
        var run = RunName.New(TimeProvider.System.GetUtcNow());
        if (entry.ClosedBecause is not null)
        {
            var only = await session.ScanAsync(Looking.For(policy), cancellationToken);
            return CleanReport.OfNothing(run, only.Plan(policy), only);
        }

        var (scan, plan) = await session.ConfirmAsync(policy, cancellationToken);
        if (plan.Items.IsEmpty) return CleanReport.OfNothing(run, plan, scan);
        var sweeper = new NodeSweeper(session.Scanner, TimeProvider.System);
        var sweep = await Progress.ShowAsync("Removing", _ => sweeper.SweepAsync(plan, policy, run, cancellationToken));
        return CleanReport.Of(run, plan, scan, sweep);
    }

    private static async Task<CleanDocument> FromFileAsync(Session session, KeptPlan kept, bool yes, CancellationToken cancellationToken)
    {
        var policy = kept.Policy.ToPolicy();
        var look = await KeptLook.TakeAsync(session.Scanner, kept.Stores[0], policy, cancellationToken);
        if (!yes) return CleanReport.OfDryRun(look);
        var run = RunName.New(TimeProvider.System.GetUtcNow());
        var sweeper = new KeptSweeper(session.Scanner, TimeProvider.System);
        var sweep = await Progress.ShowAsync("Removing", _ => sweeper.SweepAsync(look, policy, run, cancellationToken));
        return CleanReport.Of(run, look.Whole, look.Scan, sweep);
    }

    private static KeptPlan Only(FileInfo file, bool hasPolicy)
    {
        if (hasPolicy) throw new AgentException("--plan has its policy in it: leave out --policy.") { ExitCode = ExitCode.Usage };
        var kept = KeptPlanFile.Read(file.FullName);
        if (kept.Run is not null || kept.Stores.Length != 1)
            throw new AgentException($"The plan in {file.FullName} was made for {(kept.Run is null ? "several stores" : $"run {kept.Run} of an operator")}. Nothing was done; make one with plan -o FILE.");
        return kept.ExpiresAt > TimeProvider.System.GetUtcNow() ? kept
            : throw new AgentException($"The plan in {file.FullName} expired at {Instant.Format(kept.ExpiresAt)}. Nothing was done; make a new one.");
    }
}
