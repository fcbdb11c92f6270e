using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Sweeps;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>restore</c>: puts back what a run removed, exactly as it was.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var run = new Option<string>("--run")
        {
            HelpName = "RUN",
            Description = "Name of the run, as printed by clean or in the cleanup's status.",
            Required = true,
        };
        var item = new Option<string?>("--item")
        {
            HelpName = "PATH",
            Description = "Path of one item below the data root, as in overlay2/4df0... Default: the whole run.",
        };
        var command = common.AddTo(
            new Command("restore", "Restore what a run removed, while it is still in quarantine.")
        );
        command.Options.Add(run);
        command.Options.Add(item);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var restorer = new NodeRestorer(session.Scanner, TimeProvider.System);
                        var document = await restorer.RestoreAsync(
                            parsed.GetRequiredValue(run),
                            parsed.GetValue(item),
                            cancellationToken
                        );
                        session.Print(document, ReportJson.Plain.RestoreDocument, CleanText.Write);
                        return Verdicts.Of(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
