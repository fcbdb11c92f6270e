using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>quarantine</c>: lists it, or deletes items early.</summary>
internal static class QuarantineCommand
{
    public static Command Create()
    {
        var command = new Command("quarantine", "List quarantined items, or delete them early.");
        command.Subcommands.Add(List());
        command.Subcommands.Add(EvictCommand.Create());
        return command;
    }

    private static Command List()
    {
        var common = new CommonOptions();
        var command = common.AddTo(new Command("list", "List quarantined items, oldest first."));
        command.SetAction(
            (parsed, _) =>
                Session.RunAsync(
                    session =>
                    {
                        var dataRoot = session.Scanner.Locate().DataRoot;
                        var document = QuarantineReports.Create(dataRoot, QuarantineListing.Read(dataRoot));
                        session.Print(document, ReportJson.Plain.QuarantineDocument, QuarantineText.Write);
                        return Task.FromResult(ExitCodes.For(document));
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
