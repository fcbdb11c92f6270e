using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>scan</c>: what is in use, what is garbage, and what could not be understood. Removes nothing.</summary>
internal static class ScanCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var command = common.AddTo(
            new Command("scan", "Show disk usage by class, and list unreferenced layers and volumes. Removes nothing.")
        );
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var scan = await session.ScanAsync(ScanOptions.ForReports, cancellationToken);
                        var document = ScanReport.Create(scan);
                        session.Print(document, ReportJson.Plain.ScanDocument, ScanText.Write);
                        return ExitCodes.For(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
