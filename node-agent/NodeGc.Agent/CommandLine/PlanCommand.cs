using System.CommandLine;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using Spectre.Console;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>plan</c>: what a policy would remove now, and what it would hold. Removes nothing. Into a file it puts a
/// plan that can be carried out later, and so waits for the looks that confirm it.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var common = new CommonOptions(writesFile: true);
        var (policy, lifetime) = (new PolicyOption(), PlanLifetime.Option());
        var command = common.AddTo(
            new Command("plan", "Show what a policy would remove now, and why the rest is kept. Removes nothing.")
        );
        policy.AddTo(command);
        lifetime.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var document = common.FindFile(parsed) is { } file
                            ? await KeepAsync(
                                session,
                                policy.Read(parsed),
                                file,
                                lifetime.Read(parsed),
                                cancellationToken
                            )
                            : await ShowAsync(session, policy.Read(parsed), cancellationToken);
                        return Verdicts.Of(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }

    private static async Task<PlanDocument> ShowAsync(
        Session session,
        HostPolicy host,
        CancellationToken cancellationToken
    )
    {
        var given = host.Policy.ToPolicy();
        var scan = await session.ScanAsync(Looking.For(given), cancellationToken);
        var document = PlanReport.Of(scan.Plan(given), scan).On(host);
        session.Print(document, ReportJson.Plain.PlanDocument, PlanText.Write);
        return document;
    }

    private static async Task<PlanDocument> KeepAsync(
        Session session,
        HostPolicy host,
        string file,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        var (scan, plan) = await session.ConfirmAsync(host.Policy.ToPolicy(), cancellationToken);
        var kept = KeptPlan.Of(run: null, host.Policy, [plan], TimeProvider.System.GetUtcNow(), lifetime);
        KeptPlanFile.Write(file, kept);
        var document = PlanReport.Of(plan, scan).On(host) with { Digest = kept.Digest! };
        session.Print(document, ReportJson.Plain.PlanDocument, PlanText.Write);
        Terminal
            .Open(isWide: true)
            .WriteLine(
                kept.Policy.RefusalReason is null
                    ? $"The plan is in {file} and may be carried out until {Instant.Format(kept.ExpiresAt)}: "
                        + $"nodegc-agent clean --plan {file} --yes"
                    : $"The plan is in {file}, to be read: clean --plan refuses it as long as its policy does not allow it"
            );
        return document;
    }
}
