using System.CommandLine;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Collector;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>clean</c>: a dry run, or, with <c>--yes</c>, the sweep; of what a policy finds, or of a plan that was
/// kept. The code of the dry run is never given anything able to delete.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var (common, policy) = (new CommonOptions(), new PolicyOption());
        var plan = new Option<string?>("--plan")
        {
            Description = "A file from plan -o FILE: exactly that is removed, less what changed since.",
            HelpName = "FILE",
        };
        var yes = new Option<bool>("--yes")
        {
            Description = "Apply the changes, after the required confirmation scans. Without it, dry run.",
        };
        var command = common.AddTo(
            new Command("clean", "Remove what a policy allows, reversibly. A dry run unless --yes is given.")
        );
        policy.AddTo(command);
        command.Options.Add(plan);
        command.Options.Add(yes);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var isSure = parsed.GetValue(yes);
                        var document = parsed.GetValue(plan) is { } file
                            ? await FromFileAsync(
                                session,
                                Only(Path.GetFullPath(file), policy.IsGiven(parsed), isSure),
                                isSure,
                                cancellationToken
                            )
                            : await FromPolicyAsync(session, policy.Read(parsed), isSure, cancellationToken);
                        session.Print(document, ReportJson.Plain.CleanDocument, CleanText.Write);
                        return Verdicts.Of(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }

    private static async Task<CleanDocument> FromPolicyAsync(
        Session session,
        HostPolicy host,
        bool yes,
        CancellationToken cancellationToken
    )
    {
        if (yes && host.Refusal is { } refusal)
            throw new AgentException($"Nothing was done: {refusal.Message}") { ExitCode = refusal.ExitCode };
        var policy = host.Policy.ToPolicy();
        var document = yes
            ? await CarryOutAsync(session, policy, cancellationToken)
            : await RehearseAsync(session, policy, cancellationToken);
        return document with { Plan = document.Plan.On(host) };
    }

    private static async Task<CleanDocument> RehearseAsync(
        Session session,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var scan = await session.ScanAsync(Looking.For(policy), cancellationToken);
        return CleanReport.OfDryRun(scan.Plan(policy), scan);
    }

    private static async Task<CleanDocument> CarryOutAsync(
        Session session,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var entry = await new PressureGate(session.Scanner, TimeProvider.System).EnterAsync(
            policy,
            mayRemove: true,
            cancellationToken
        );
        return await CarryOutAsync(session, entry, entry.Under(policy), cancellationToken);
    }

    private static async Task<CleanDocument> CarryOutAsync(
        Session session,
        PressureEntry entry,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var run = RunName.New(TimeProvider.System.GetUtcNow());
        if (entry.ClosedBecause is not null)
        {
            var only = await session.ScanAsync(Looking.For(policy), cancellationToken);
            return CleanReport.OfNothing(run, only.Plan(policy), only);
        }

        var (scan, plan) = await session.ConfirmAsync(policy, cancellationToken);
        if (plan.Items.IsEmpty)
            return CleanReport.OfNothing(run, plan, scan);
        var sweeper = new NodeSweeper(session.Scanner, TimeProvider.System);
        var sweep = await Progress.ShowAsync("Removing", _ => sweeper.SweepAsync(plan, policy, run, cancellationToken));
        return CleanReport.Of(run, plan, scan, sweep);
    }

    private static async Task<CleanDocument> FromFileAsync(
        Session session,
        KeptPlan kept,
        bool yes,
        CancellationToken cancellationToken
    )
    {
        var policy = kept.Policy.ToPolicy();
        var look = await KeptLook.TakeAsync(session.Scanner, kept.Stores[0], policy, cancellationToken);
        if (!yes)
            return CleanReport.OfDryRun(look);
        var run = RunName.New(TimeProvider.System.GetUtcNow());
        var sweeper = new KeptSweeper(session.Scanner, TimeProvider.System);
        var sweep = await Progress.ShowAsync("Removing", _ => sweeper.SweepAsync(look, policy, run, cancellationToken));
        return CleanReport.Of(run, look.Whole, look.Scan, sweep);
    }

    private static KeptPlan Only(string file, bool hasPolicy, bool yes)
    {
        if (hasPolicy)
            throw new AgentException("--plan has its policy in it: leave out --policy.") { ExitCode = ExitCode.Usage };
        var kept = KeptPlanFile.Read(file);
        if (kept.Run is not null || kept.Stores.Length != 1)
        {
            var whom = kept.Run is null ? "several stores" : $"run {kept.Run} of an operator";
            throw new AgentException(
                $"The plan in {file} was made for {whom}. Nothing was done; make one with plan -o FILE."
            );
        }
        if (kept.Policy.Mode is null)
        {
            throw new AgentException(
                $"The plan in {file} was made by an earlier version and does not say its policy's mode. "
                    + "Nothing was done; make a new one."
            );
        }
        if (yes && kept.Policy.RefusalReason is { } because)
            throw new AgentException($"Nothing was done: {because} Then make a new plan.")
            {
                ExitCode = ExitCode.Usage,
            };
        return kept.ExpiresAt > TimeProvider.System.GetUtcNow()
            ? kept
            : throw new AgentException(
                $"The plan in {file} expired at {Instant.Format(kept.ExpiresAt)}. Nothing was done; make a new one."
            );
    }
}
