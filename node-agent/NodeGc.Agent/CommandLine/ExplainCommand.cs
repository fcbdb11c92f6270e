using System.CommandLine;
using NodeGc.Agent.Explanations;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>explain</c>: what owns a path or ID and through which references, or why nothing does; and where an
/// image or container is on disk.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var subject = new Argument<string>("path-or-id")
        {
            Description =
                "A path in the data root, at any depth; "
                + "the ID of a directory, layer, image or container (at least 4 characters); "
                + "an image tag; or the name of a container or volume.",
        };
        var command = common.AddTo(
            new Command(
                "explain",
                "Explain what owns a file, directory, layer or volume and whether it can be removed; "
                    + "list the directories of an image or container."
            )
        );
        command.Arguments.Add(subject);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var scan = await session.ScanAsync(ScanOptions.ForReports, cancellationToken);
                        ExplainDocument[] explanations =
                        [
                            .. Explanation.Create(scan, parsed.GetRequiredValue(subject)),
                        ];
                        session.Print(explanations, ReportJson.Plain.ExplainDocumentArray, (console, documents) =>
                            ExplainText.Write(console, [.. documents])
                        );
                        return ExitCodes.For(explanations);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }
}
