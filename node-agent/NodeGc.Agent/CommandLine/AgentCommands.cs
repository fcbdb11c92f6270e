using System.CommandLine;
using System.CommandLine.Help;

namespace NodeGc.Agent.CommandLine;

/// <summary>All commands, in the order the help lists them.</summary>
internal static class AgentCommands
{
    private const string Purpose =
        "Find Docker storage on this node that is no longer referenced, and remove it. Removed layers and volumes can "
        + "be restored from the quarantine.";

    /// <summary>Runs a command line; the exit code is one of <see cref="ExitCode"/>.</summary>
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        var root = CreateRoot();
        var parsed = root.Parse(arguments);
        // The command line to complete is a single argument, and incomplete.
        var isCompletion = root.Directives.Any(directive => parsed.GetResult(directive) is not null);
        return parsed.Errors.Count > 0 && !isCompletion ? CommandLineErrors.Print(parsed) : await parsed.InvokeAsync();
    }

    /// <summary>The definition of the whole command line.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand(Purpose);
        // Without its aliases of other systems, which completion would offer first.
        var help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        foreach (var command in All)
            root.Subcommands.Add(command);
        return root;
    }

    private static IEnumerable<Command> All =>
        [
            ScanCommand.Create(),
            PlanCommand.Create(),
            CleanCommand.Create(),
            RestoreCommand.Create(),
            QuarantineCommand.Create(),
            ConfirmLossCommand.Create(),
            ExplainCommand.Create(),
            TreeCommand.Create(),
            ImagesCommand.Create(),
            RunCommand.Create(),
            HealthCommand.Create(),
            CompletionCommand.Create(),
        ];
}
