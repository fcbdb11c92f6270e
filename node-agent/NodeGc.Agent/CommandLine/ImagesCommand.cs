using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>images</c>: what each image takes on disk, what of it is shared, and where it lies. Removes
/// nothing.</summary>
internal static class ImagesCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var directories = new Option<bool>("--directories")
        {
            Description = "List the directories of each image, top layer first. JSON always has them.",
        };
        var command = common.AddTo(
            new Command(
                "images",
                "List images with their size on disk, what they share, and the containers that use them."
            )
        );
        command.Options.Add(directories);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var document = ImagesReport.OfTable(
                            await session.ScanAsync(Looking.ForReports, cancellationToken)
                        );
                        session.Print(document, ReportJson.Plain.ImagesDocument, (console, images) =>
                            ImagesText.Write(console, images, parsed.GetValue(directories))
                        );
                        return Verdicts.Of(document.Doubts);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
