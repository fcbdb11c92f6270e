using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Sweeps;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>restore</c>: restores what a run moved into quarantine, exactly as it was.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var run = new Option<string>("--run")
        {
            HelpName = "RUN",
            Description = "ID of the run, as printed by clean or in status.lastRun.id of the cleanup.",
            Required = true,
        };
        var item = new Option<string?>("--item")
        {
            HelpName = "PATH",
            Description = "Restore only this item, given by its path below the data root. Default: the whole run.",
        };
        var command = common.AddTo(
            new Command("restore", "Restore items that a run removed, while they are still in quarantine.")
        );
        command.Options.Add(run);
        command.Options.Add(item);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var restorer = new NodeRestorer(session.Scanner, TimeProvider.System);
                        var restored = await restorer.RestoreAsync(
                            parsed.GetRequiredValue(run),
                            parsed.GetValue(item) is { } only ? [only] : [],
                            cancellationToken
                        );
                        var document = NodeRestorer.Describe(restored);
                        session.Print(document, ReportJson.Plain.RestoreDocument, CleanText.Write);
                        return ExitCodes.For(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
