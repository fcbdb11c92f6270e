using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Formats;
using NodeGc.Collector;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>quarantine evict</c>: frees space at once. What it deletes cannot be restored, so it is a dry run
/// without <c>--yes</c>.</summary>
internal static class EvictCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var run = new Option<string?>("--run") { HelpName = "RUN", Description = "Delete only items of this run." };
        var item = new Option<string?>("--item")
        {
            HelpName = "PATH",
            Description = "Delete only this item of the run, given by its path below the data root.",
        };
        var untilFree = new Option<string?>("--until-free")
        {
            HelpName = "SIZE",
            Description = "Delete the oldest items first until this much space is free (e.g. 20Gi).",
        };
        var all = new Option<bool>("--all") { Description = "Delete all items." };
        var yes = new Option<bool>("--yes")
        {
            Description = "Delete the items. Without this flag, nothing is deleted.",
        };
        var command = common.AddTo(
            new Command(
                "evict",
                "Permanently delete quarantined items early. This cannot be undone. "
                    + "Requires --run, --until-free or --all. Dry run unless --yes is given."
            )
        );
        foreach (Option option in new Option[] { run, item, untilFree, all, yes })
            command.Options.Add(option);
        command.SetAction(
            (parsed, cancellationToken) =>
                Session.RunAsync(
                    async session =>
                    {
                        var choice = Choose(
                            parsed.GetValue(run),
                            parsed.GetValue(item),
                            parsed.GetValue(untilFree),
                            parsed.GetValue(all)
                        );
                        var document = await EvictAsync(session, choice, parsed.GetValue(yes), cancellationToken);
                        session.Print(document, ReportJson.Plain.EvictionDocument, QuarantineText.Write);
                        return ExitCodes.For(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }

    private static async Task<EvictionDocument> EvictAsync(
        Session session,
        EvictionSelection choice,
        bool yes,
        CancellationToken cancellationToken
    )
    {
        var dataRoot = session.Scanner.Locate().DataRoot;
        var quarantine = QuarantineListing.Read(dataRoot);
        if (!yes)
            return QuarantineReports.OfDryRun(choice.DryRun(quarantine, FileSystemUsage.Read(dataRoot)));
        var isChosen = choice.Of(quarantine);
        if (quarantine.IsEmpty)
            return QuarantineReports.Create(ExpiryReport.Nothing);
        return QuarantineReports.Create(
            await new NodeSweeper(session.Scanner, TimeProvider.System).EvictAsync(
                isChosen,
                choice.IsEnough,
                cancellationToken
            )
        );
    }

    private static EvictionSelection Choose(string? run, string? item, string? untilFree, bool all)
    {
        if (item is not null && run is null)
            throw UsageError("--item requires --run, the run that removed the item.");
        if (all && (run ?? untilFree) is not null)
            throw UsageError("--all cannot be combined with --run or --until-free.");
        if (!all && run is null && untilFree is null)
            throw UsageError("Specify what to delete: --run RUN, --until-free SIZE or --all.");
        return new EvictionSelection(run, item, untilFree is null ? null : Amount(untilFree));
    }

    private static Bytes Amount(string text) =>
        Quantity.FindProblem(text, out var bytes) is { } problem
            ? throw UsageError($"--until-free: {problem}")
            : new Bytes(bytes);

    private static AgentException UsageError(string message) => new(message) { ExitCode = ExitCode.Usage };
}
