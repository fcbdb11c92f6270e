using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>images</c>: the disk usage of each image, how much of it is shared, and where it is. Removes
/// nothing.</summary>
internal static class ImagesCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var directories = new Option<bool>("--directories")
        {
            Description = "List the directories of each image, top layer first (always included in JSON).",
        };
        var command = common.AddTo(
            new Command(
                "images",
                "List images with their size on disk, how much of it is shared, and their containers."
            )
        );
        command.Options.Add(directories);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var document = ImagesReport.OfTable(
                            await session.ScanAsync(ScanOptions.ForReports, cancellationToken)
                        );
                        session.Print(document, ReportJson.Plain.ImagesDocument, (console, images) =>
                            ImagesText.Write(console, images, parsed.GetValue(directories))
                        );
                        return ExitCodes.For(document.Doubts);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
