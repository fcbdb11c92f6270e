using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>plan</c>: what a policy would remove now, and what it would hold. Removes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var (common, policy) = (new CommonOptions(), new PolicyOption());
        var command = common.AddTo(new Command("plan", "Show what a policy would remove now, and why the rest stays. Removes nothing."));
        policy.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Session.RunAsync(async session =>
        {
            var given = policy.Read(parsed);
            var scan = await session.ScanAsync(Looking.For(given), cancellationToken);
            var document = PlanReport.Of(scan.Plan(given), scan);
            session.Print(document, ReportJson.Plain.PlanDocument, PlanText.Write);
            return Verdicts.Of(document);
        }, common, parsed));
        return command;
    }
}
