using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>clean</c>: a dry run, or, with <c>--yes</c>, the sweep. The code of the dry run is never given anything able to delete.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var (common, policy) = (new CommonOptions(), new PolicyOption());
        var yes = new Option<bool>("--yes") { Description = "Carry it out. Waits for the looks that the policy asks for; without it nothing is touched." };
        var command = common.AddTo(new Command("clean", "Remove what a policy allows, so that it can be put back. A dry run unless --yes is given."));
        policy.AddTo(command);
        command.Options.Add(yes);
        command.SetAction((parsed, cancellationToken) => Session.RunAsync(async session =>
        {
            var given = policy.Read(parsed);
            var document = parsed.GetValue(yes)
                ? await CarryOutAsync(session, given, cancellationToken)
                : await RehearseAsync(session, given, cancellationToken);
            session.Print(document, ReportJson.Plain.CleanDocument, CleanText.Write);
            return Verdicts.Of(document);
        }, common, parsed));
        return command;
    }

    private static async Task<CleanDocument> RehearseAsync(Session session, CleanupPolicy policy, CancellationToken cancellationToken)
    {
        var scan = await session.ScanAsync(Looking.For(policy), cancellationToken);
        return CleanReport.OfDryRun(scan.Plan(policy), scan);
    }

    private static async Task<CleanDocument> CarryOutAsync(Session session, CleanupPolicy policy, CancellationToken cancellationToken)
    {
        var (scan, plan) = await LookAsync(session, policy, cancellationToken);
        var run = RunName.New(TimeProvider.System.GetUtcNow());
        if (plan.Items.IsEmpty) return CleanReport.OfNothing(run, plan, scan);
        var sweeper = new NodeSweeper(session.Scanner, TimeProvider.System);
        var sweep = await Progress.ShowAsync("Removing", _ => sweeper.SweepAsync(plan, policy, run, cancellationToken));
        return CleanReport.Of(run, plan, scan, sweep);
    }

    /// <summary>Looks, waits for the next look where one is wanted, and looks again.</summary>
    private static Task<(Scan Scan, SweepPlan Plan)> LookAsync(Session session, CleanupPolicy policy, CancellationToken cancellationToken) =>
        Progress.ShowAsync("Looking", progress => new ConfirmedLook(session.Scanner, TimeProvider.System)
            .LookAsync(policy, (_, _, next) => progress?.Report($"the next look is at {Collector.Instant.Format(next)}"), cancellationToken));
}
