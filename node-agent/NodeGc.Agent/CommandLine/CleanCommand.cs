using System.CommandLine;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Agent.Sweeps;
using NodeGc.Collector;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>clean</c>: a dry run, or with <c>--yes</c> a sweep, of what a policy selects or of a stored plan. The
/// code of the dry run never holds anything able to delete.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var (common, policy) = (new CommonOptions(), new PolicyOption());
        var plan = new Option<string?>("--plan")
        {
            Description =
                "Plan file written by plan -o FILE. Only its items are removed, except those that have changed since.",
            HelpName = "FILE",
        };
        var yes = new Option<bool>("--yes")
        {
            Description =
                "Remove the items after the required confirmation scans. Without this flag, nothing is removed.",
        };
        var command = common.AddTo(
            new Command("clean", "Remove the garbage that a policy selects. Dry run unless --yes is given.")
        );
        policy.AddTo(command);
        command.Options.Add(plan);
        command.Options.Add(yes);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var isConfirmed = parsed.GetValue(yes);
                        var document = parsed.GetValue(plan) is { } file
                            ? await FromFileAsync(
                                session,
                                Only(Path.GetFullPath(file), policy.IsGiven(parsed), isConfirmed),
                                isConfirmed,
                                cancellationToken
                            )
                            : await FromPolicyAsync(session, policy.Read(parsed), isConfirmed, cancellationToken);
                        session.Print(document, ReportJson.Plain.CleanDocument, CleanText.Write);
                        return ExitCodes.For(document);
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
            throw new AgentException($"Nothing was removed: {refusal.Message}") { ExitCode = refusal.ExitCode };
        var policy = host.Policy.ToPolicy();
        var document = yes
            ? await ApplyAsync(session, policy, cancellationToken)
            : await DryRunAsync(session, policy, cancellationToken);
        return document with { Plan = document.Plan.On(host) };
    }

    private static async Task<CleanDocument> DryRunAsync(
        Session session,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var scan = await session.ScanAsync(ScanOptions.For(policy), cancellationToken);
        return CleanReport.OfDryRun(scan.Plan(policy), scan);
    }

    private static async Task<CleanDocument> ApplyAsync(
        Session session,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var entry = await new ThresholdCheck(session.Scanner, TimeProvider.System).EvaluateAsync(
            policy,
            mayRemove: true,
            cancellationToken
        );
        return await ApplyAsync(session, entry, entry.ApplyTo(policy), cancellationToken);
    }

    private static async Task<CleanDocument> ApplyAsync(
        Session session,
        ThresholdResult entry,
        CleanupPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var run = RunName.New(TimeProvider.System.GetUtcNow());
        if (entry.SkipReason is not null)
        {
            var only = await session.ScanAsync(ScanOptions.For(policy), cancellationToken);
            return CleanReport.OfNothing(run, only.Plan(policy), only);
        }

        var (scan, plan) = await session.ConfirmAsync(policy, cancellationToken);
        if (plan.Items.IsEmpty)
            return CleanReport.OfNothing(run, plan, scan);
        var sweeper = new NodeSweeper(session.Scanner, TimeProvider.System);
        var sweep = await Progress.ShowAsync("Removing", _ => sweeper.SweepAsync(plan, policy, run, cancellationToken));
        return CleanReport.Create(run, plan, scan, sweep);
    }

    private static async Task<CleanDocument> FromFileAsync(
        Session session,
        StoredPlan stored,
        bool yes,
        CancellationToken cancellationToken
    )
    {
        var policy = stored.Policy.ToPolicy();
        var check = await StoredPlanCheck.RunAsync(session.Scanner, stored.Stores[0], policy, cancellationToken);
        if (!yes)
            return Named(CleanReport.OfDryRun(check), stored);
        var run = RunName.New(TimeProvider.System.GetUtcNow());
        var sweeper = new StoredPlanSweeper(session.Scanner, TimeProvider.System);
        var sweep = await Progress.ShowAsync("Removing", _ =>
            sweeper.SweepAsync(check, policy, run, cancellationToken)
        );
        return Named(CleanReport.Create(run, check.Whole, check.Scan, sweep), stored);
    }

    /// <summary>By the digest that <c>plan</c> printed, whatever is left of the plan.</summary>
    private static CleanDocument Named(CleanDocument document, StoredPlan stored) =>
        document with
        {
            Plan = document.Plan with { Digest = stored.Digest! },
        };

    private static StoredPlan Only(string file, bool hasPolicy, bool yes)
    {
        if (hasPolicy)
            throw new AgentException("--plan and --policy cannot be combined: a plan file contains its policy.")
            {
                ExitCode = ExitCode.Usage,
            };
        var stored = StoredPlanFile.Read(file);
        if (stored.Run is not null || stored.Stores.Length != 1)
        {
            var whom = stored.Run is null ? "several data roots" : $"run {stored.Run} of the operator";
            throw new AgentException(
                $"The plan in {file} was made for {whom}. Nothing was removed. "
                    + "Create one with: nodegc-agent plan -o FILE"
            );
        }
        if (stored.Policy.Mode is null)
        {
            throw new AgentException(
                $"The plan in {file} was made by an earlier version and lacks the policy's mode. "
                    + "Nothing was removed. Create a new plan."
            );
        }
        if (yes && stored.Policy.RefusalReason is { } because)
            throw new AgentException($"Nothing was removed: {because} Then create a new plan.")
            {
                ExitCode = ExitCode.Usage,
            };
        return stored.ExpiresAt > TimeProvider.System.GetUtcNow()
            ? stored
            : throw new AgentException(
                $"The plan in {file} expired at {Instant.Format(stored.ExpiresAt)}. "
                    + "Nothing was removed. Create a new plan."
            );
    }
}
