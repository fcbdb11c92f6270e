using System.Collections.Immutable;
using System.CommandLine;
using NodeGc.Agent.Explanations;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>confirm-loss</c>: an administrator confirms that damaged metadata is permanently lost, so that it no
/// longer keeps what it might have referenced.</summary>
internal static class ConfirmLossCommand
{
    private const string Purpose =
        "Confirm that damaged or missing metadata is permanently lost. It then no longer blocks removal. "
        + "Dry run unless --yes is given.";

    public static Command Create()
    {
        var common = new CommonOptions();
        var paths = new Argument<string[]>("path")
        {
            Description =
                "Paths of the lost metadata, as printed by scan. Wildcards and parent directories are not accepted.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var list = new Option<bool>("--list") { Description = "List losses that are confirmed or can be confirmed." };
        var revoke = new Option<bool>("--revoke")
        {
            Description = "Revoke confirmations: the metadata blocks removal again.",
        };
        var yes = new Option<bool>("--yes")
        {
            Description = "Confirm the losses. Without this flag, nothing is confirmed.",
        };
        var command = common.AddTo(new Command("confirm-loss", Purpose));
        command.Arguments.Add(paths);
        foreach (Option option in new Option[] { list, revoke, yes })
            command.Options.Add(option);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var named = parsed.GetValue(paths) ?? [];
                        var isList = parsed.GetValue(list) || named.Length == 0;
                        if (isList && (named.Length > 0 || parsed.GetValue(revoke)))
                            throw UsageError("--list takes no paths, and --revoke requires at least one path.");
                        var document = parsed.GetValue(revoke)
                            ? Revoke(session, named)
                            : await ConfirmAsync(session, named, parsed.GetValue(yes), isList, cancellationToken);
                        session.Print(document, ReportJson.Plain.LossReportDocument, LossText.Write);
                        return ExitCodeOf(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }

    private static async Task<LossReportDocument> ConfirmAsync(
        Session session,
        string[] named,
        bool yes,
        bool isList,
        CancellationToken cancellationToken
    )
    {
        var inventory = await session.Scanner.ReadAsync(ScanOptions.ForReports, cancellationToken);
        var root = inventory.Store.DataRoot;
        if (isList)
            return LossReports.Create(inventory, session.Scanner.Losses.List(root));
        var doubts = new LossSelection(inventory).Find(named.Select(path => Below(root, path)));
        if (yes)
            session.Scanner.Losses.Confirm(inventory, doubts);
        return LossReports.Create(inventory, doubts, yes ? LossReports.Confirmed : LossReports.WouldConfirm);
    }

    private static LossReportDocument Revoke(Session session, string[] named)
    {
        var root = session.Scanner.Locate().DataRoot;
        var paths = named.Select(path => Below(root, path)).ToImmutableArray();
        var losses = session.Scanner.Losses.List(root).Where(loss => paths.Contains(loss.Path)).ToList();
        if (paths.FirstOrDefault(path => losses.All(loss => loss.Path != path)) is { } unknown)
            throw UsageError($"{unknown} is not a confirmed loss. To list them: nodegc-agent confirm-loss --list");
        if (losses.FirstOrDefault(loss => loss.IsByAnnotation) is { } annotated)
            throw UsageError(
                $"{annotated.Path} was confirmed by the annotation nodegc.io/confirm-loss of the NodeStorage. "
                    + "Remove it from that annotation."
            );
        foreach (var loss in losses)
            session.Scanner.Losses.Revoke(root, loss.Path);
        return LossReports.OfRevoked(root, losses);
    }

    private static string Below(string root, string path)
    {
        if (path.Length == 0)
            throw UsageError("The path is empty. Give a path as printed by scan.");
        if (Path.IsPathRooted(path))
            return DataRootPath.Find(root, path) ?? throw NotBelow(root, path);
        return path.Split('/').Contains("..") ? throw NotBelow(root, path) : DataRootPath.Clean(path);
    }

    private static AgentException NotBelow(string root, string path) =>
        UsageError($"{path} is not inside the data root {root}.");

    private static ExitCode ExitCodeOf(LossReportDocument document) =>
        document.Losses.Any(loss => loss.State is LossReports.WouldConfirm or LossReports.Unconfirmed) ? ExitCode.Unsure
        : document.Losses.Any(loss => loss.State is LossReports.Revoked) ? ExitCode.Done
        : ExitCode.Nothing;

    private static AgentException UsageError(string message) => new(message) { ExitCode = ExitCode.Usage };
}
