using System.CommandLine;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Collector;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>plan</c>: what a policy would remove now, and what it would keep. Removes nothing. A plan stored in a
/// file can be applied later, so it is made only after the required confirmation scans.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var common = new CommonOptions(writesFile: true);
        var (policy, lifetime) = (new PolicyOption(), PlanLifetime.Option());
        var command = common.AddTo(
            new Command("plan", "Show what a policy would remove now, and why other garbage is held. Removes nothing.")
        );
        policy.AddTo(command);
        lifetime.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var document = common.FindFile(parsed) is { } file
                            ? await StoreAsync(
                                session,
                                policy.Read(parsed),
                                file,
                                lifetime.Read(parsed),
                                cancellationToken
                            )
                            : await ShowAsync(session, policy.Read(parsed), cancellationToken);
                        return ExitCodes.For(document);
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
        var scan = await session.ScanAsync(ScanOptions.For(given), cancellationToken);
        var document = PlanReport.Create(scan.Plan(given), scan).On(host);
        session.Print(document, ReportJson.Plain.PlanDocument, PlanText.Write);
        return document;
    }

    private static async Task<PlanDocument> StoreAsync(
        Session session,
        HostPolicy host,
        string file,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        var (scan, plan) = await session.ConfirmAsync(host.Policy.ToPolicy(), cancellationToken);
        var stored = StoredPlan.From(run: null, host.Policy, [plan], TimeProvider.System.GetUtcNow(), lifetime);
        StoredPlanFile.Write(file, stored);
        var document = PlanReport.Create(plan, scan).On(host) with { Digest = stored.Digest! };
        session.Print(document, ReportJson.Plain.PlanDocument, PlanText.Write);
        Terminal
            .Open(isWide: true, session.StoreOptions)
            .WriteLine(
                stored.Policy.RefusalReason is null
                    ? $"Plan stored in {file}. To apply it before {Instant.Format(stored.ExpiresAt)}: "
                        + $"nodegc-agent clean --plan {file} --yes{session.StoreOptions}"
                    : $"Plan stored in {file}, for review only: its policy does not allow clean --plan to apply it"
            );
        return document;
    }
}
