using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>tree</c>: the tree of images by parent, or the tree of layers. Removes nothing.</summary>
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
            new Command("tree", "Show images as a tree by parent image, with their layers and containers.")
        );
        command.Options.Add(layers);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var scan = await session.ScanAsync(ScanOptions.ForReports, cancellationToken);
                        return parsed.GetValue(layers)
                            ? PrintLayers(session, LayerTreeReport.Create(scan))
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
        return ExitCodes.For(document.Doubts);
    }

    private static ExitCode PrintLayers(Session session, LayerTreeDocument document)
    {
        session.Print(document, ReportJson.Plain.LayerTreeDocument, TreeText.Write);
        return ExitCodes.For(document.Doubts);
    }
}
