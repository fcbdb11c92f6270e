using System.Collections.Immutable;
using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>confirm-loss</c>: the operator of the node says that damaged metadata is lost for good, so that it no
/// longer keeps what it might have owned.</summary>
internal static class ConfirmLossCommand
{
    private const string Purpose =
        "Confirm that damaged or missing metadata is lost, so that it keeps nothing any more. A dry run unless --yes "
        + "is given.";

    public static Command Create()
    {
        var common = new CommonOptions();
        var paths = new Argument<string[]>("path")
        {
            Description = "The lost pieces, as scan names them; each by itself.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var list = new Option<bool>("--list") { Description = "List what was confirmed, and what could be." };
        var revoke = new Option<bool>("--revoke")
        {
            Description = "Take confirmations back: the pieces are in doubt again.",
        };
        var yes = new Option<bool>("--yes") { Description = "Confirm. Without it nothing is written." };
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
                            throw Wrong("--list goes alone, and --revoke needs the paths.");
                        var document = parsed.GetValue(revoke)
                            ? Revoke(session, named)
                            : await ConfirmAsync(session, named, parsed.GetValue(yes), isList, cancellationToken);
                        session.Print(document, ReportJson.Plain.LossReportDocument, LossText.Write);
                        return Verdict(document);
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
        var inventory = await session.Scanner.ReadAsync(Looking.ForReports, cancellationToken);
        var root = inventory.Store.DataRoot;
        if (isList)
            return LossReports.Of(inventory, session.Scanner.Losses.List(root));
        var doubts = new LossChoice(inventory).Find(named.Select(path => Below(root, path)));
        if (yes)
            session.Scanner.Losses.Confirm(inventory, doubts);
        return LossReports.Of(inventory, doubts, yes ? LossReports.Confirmed : LossReports.WouldConfirm);
    }

    private static LossReportDocument Revoke(Session session, string[] named)
    {
        var root = session.Scanner.Locate().DataRoot;
        var paths = named.Select(path => Below(root, path)).ToImmutableArray();
        var losses = session.Scanner.Losses.List(root).Where(loss => paths.Contains(loss.Path)).ToList();
        if (paths.FirstOrDefault(path => losses.All(loss => loss.Path != path)) is { } unknown)
            throw Wrong($"{unknown} was not confirmed as lost. confirm-loss --list shows what was.");
        if (losses.FirstOrDefault(loss => loss.IsByAnnotation) is { } annotated)
            throw Wrong($"{annotated.Path} was confirmed by the annotation of the NodeStorage: take it out there.");
        foreach (var loss in losses)
            session.Scanner.Losses.Revoke(root, loss.Path);
        return LossReports.OfRevoked(root, losses);
    }

    private static string Below(string root, string path)
    {
        if (path.Length == 0)
            throw Wrong("The path is empty. Name a piece as scan does.");
        if (Path.IsPathRooted(path))
            return DataRootPath.Find(root, path) ?? throw NotBelow(root, path);
        return path.Split('/').Contains("..") ? throw NotBelow(root, path) : DataRootPath.Clean(path);
    }

    private static AgentException NotBelow(string root, string path) => Wrong($"{path} is not below {root}.");

    private static ExitCode Verdict(LossReportDocument document) =>
        document.Losses.Any(loss => loss.State is LossReports.WouldConfirm or LossReports.InDoubt) ? ExitCode.Unsure
        : document.Losses.Any(loss => loss.State is LossReports.Revoked) ? ExitCode.Done
        : ExitCode.Nothing;

    private static AgentException Wrong(string message) => new(message) { ExitCode = ExitCode.Usage };
}
