using System.CommandLine;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using Spectre.Console;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>plan</c>: what a policy would remove now, and what it would hold. Removes nothing. Into a file it puts a plan that can be carried out
/// later, and so waits for the looks that confirm it.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var (common, policy, lifetime) = (new CommonOptions(writesFile: true), new PolicyOption(), new PlanLifetimeOption());
        var command = common.AddTo(new Command("plan", "Show what a policy would remove now, and why the rest stays. Removes nothing."));
        policy.AddTo(command);
        lifetime.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Session.RunAsync(async session =>
        {
            var document = common.FindFile(parsed) is { } file
                ? await KeepAsync(session, policy.ReadSpec(parsed), file, lifetime.Read(parsed), cancellationToken)
                : await ShowAsync(session, policy.ReadSpec(parsed), cancellationToken);
            return Verdicts.Of(document);
        }, common, parsed));
        return command;
    }

    private static async Task<PlanDocument> ShowAsync(Session session, KeptPolicy policy, CancellationToken cancellationToken)
    {
        var given = policy.ToPolicy();
        var scan = await session.ScanAsync(Looking.For(given), cancellationToken);
        var document = PlanReport.Of(scan.Plan(given), scan);
        session.Print(document, ReportJson.Plain.PlanDocument, PlanText.Write);
        return document;
    }

    private static async Task<PlanDocument> KeepAsync(Session session, KeptPolicy policy, string file, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var (scan, plan) = await session.ConfirmAsync(policy.ToPolicy(), cancellationToken);
        var kept = KeptPlan.Of(run: null, policy, [plan], TimeProvider.System.GetUtcNow(), lifetime);
        KeptPlanFile.Write(file, kept);
        var document = PlanReport.Of(plan, scan) with { Digest = kept.Digest! };
        session.Print(document, ReportJson.Plain.PlanDocument, PlanText.Write);
        Terminal.Open(isWide: true).WriteLine(
            $"The plan is in {file} and may be carried out until {Instant.Format(kept.ExpiresAt)}: "
            + $"nodegc-agent clean --plan {file} --yes");
        return document;
    }
}
