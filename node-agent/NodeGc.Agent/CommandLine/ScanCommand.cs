using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>scan</c>: what is alive, what is garbage, what was not understood. Removes nothing.</summary>
internal static class ScanCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var command = common.AddTo(
            new Command("scan", "Show what is in use, what is unreferenced, and what fills the disk. Removes nothing.")
        );
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var scan = await session.ScanAsync(Looking.ForReports, cancellationToken);
                        var document = ScanReport.Of(scan);
                        session.Print(document, ReportJson.Plain.ScanDocument, ScanText.Write);
                        return Verdicts.Of(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
