using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>tree</c>: images below those that they were built on, or layers below images and containers. Removes
/// nothing.</summary>
internal static class TreeCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var layers = new Option<bool>("--layers")
        {
            Description = "Show the tree of layers, with images and containers as leaves.",
        };
        var command = common.AddTo(
            new Command("tree", "Show images below the images they were built on, with their layers and containers.")
        );
        command.Options.Add(layers);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var scan = await session.ScanAsync(Looking.ForReports, cancellationToken);
                        return parsed.GetValue(layers)
                            ? PrintLayers(session, LayerTreeReport.Of(scan))
                            : PrintImages(session, ImagesReport.OfTree(scan));
                    },
                    common,
                    parsed
                )
        );
        return command;
    }

    private static ExitCode PrintImages(Session session, ImagesDocument document)
    {
        session.Print(document, ReportJson.Plain.ImagesDocument, TreeText.Write);
        return Verdicts.Of(document.Doubts);
    }

    private static ExitCode PrintLayers(Session session, LayerTreeDocument document)
    {
        session.Print(document, ReportJson.Plain.LayerTreeDocument, TreeText.Write);
        return Verdicts.Of(document.Doubts);
    }
}
