using System.CommandLine;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Formats;
using NodeGc.Collector;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>quarantine evict</c>: makes room at once. What it deletes cannot be restored, so it is a dry run without
/// <c>--yes</c>.</summary>
internal static class EvictCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var run = new Option<string?>("--run") { HelpName = "RUN", Description = "Only items of this run." };
        var item = new Option<string?>("--item")
        {
            HelpName = "PATH",
            Description = "Only this item of the run: its path below the data root.",
        };
        var untilFree = new Option<string?>("--until-free")
        {
            HelpName = "SIZE",
            Description = "Delete the oldest items first until this much space is free, as in 20Gi.",
        };
        var all = new Option<bool>("--all") { Description = "All items." };
        var yes = new Option<bool>("--yes") { Description = "Delete. Without it, dry run." };
        var command = common.AddTo(
            new Command(
                "evict",
                "Permanently delete quarantined items early. This cannot be undone. A dry run unless --yes is given."
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
                        return Verdicts.Of(document);
                    },
                    common,
                    parsed
                )
        );
        return command;
    }

    private static async Task<EvictionDocument> EvictAsync(
        Session session,
        EvictionChoice choice,
        bool yes,
        CancellationToken cancellationToken
    )
    {
        var dataRoot = session.Scanner.Locate().DataRoot;
        var quarantine = QuarantineListing.Read(dataRoot);
        if (!yes)
            return QuarantineReports.OfDryRun(choice.Rehearse(quarantine, FileSystemUsage.Read(dataRoot)));
        var isChosen = choice.Of(quarantine);
        if (quarantine.IsEmpty)
            return QuarantineReports.Of(ExpiryReport.Nothing);
        return QuarantineReports.Of(
            await new NodeSweeper(session.Scanner, TimeProvider.System).EvictAsync(
                isChosen,
                choice.IsEnough,
                cancellationToken
            )
        );
    }

    private static EvictionChoice Choose(string? run, string? item, string? untilFree, bool all)
    {
        if (item is not null && run is null)
            throw Wrong("--item needs --run: the run that removed it.");
        if (all && (run ?? untilFree) is not null)
            throw Wrong("--all cannot be combined with --run or --until-free.");
        if (!all && run is null && untilFree is null)
            throw Wrong("Say what to delete: --run RUN, --until-free SIZE or --all.");
        return new EvictionChoice(run, item, untilFree is null ? null : Amount(untilFree));
    }

    private static Bytes Amount(string text) =>
        Quantity.FindProblem(text, out var bytes) is { } problem
            ? throw Wrong($"--until-free: {problem}")
            : new Bytes(bytes);

    private static AgentException Wrong(string message) => new(message) { ExitCode = ExitCode.Usage };
}
