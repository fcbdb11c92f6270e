using System.CommandLine;
using System.CommandLine.Parsing;
using NodeGc.Api.Formats;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>All commands, in the order the help lists them.</summary>
internal static class PluginCommands
{
    private const string Purpose =
        "Show what NodeGc found and removed on the nodes of a cluster, approve plans, and restore from the quarantine.";

    /// <summary>Runs a command line. Like kubectl, the exit code is 0 on success and 1 otherwise.</summary>
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        var root = CreateRoot();
        if (arguments is [CompletionCommand.Suggest, .. var words])
            return await Suggestions.PrintAsync(root, words);
        var parsed = root.Parse(arguments);
        return parsed.Errors.Count > 0 ? PrintErrors(parsed) : await parsed.InvokeAsync();
    }

    /// <summary>The definition of the whole command line.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand(Purpose);
        var connection = new ConnectionOptions();
        connection.AddTo(root);
        foreach (var command in List(connection))
            root.Subcommands.Add(command);
        return root;
    }

    private static IEnumerable<Command> List(ConnectionOptions connection) =>
        [
            StatusCommand.Create(connection),
            NodesCommand.Create(connection),
            PlanCommand.Create(connection),
            ApproveCommand.Create(connection),
            ExplainCommand.Create(connection),
            QuarantineCommand.Create(connection),
            RestoreCommand.Create(connection),
            CompletionCommand.Create(),
        ];

    private static int PrintErrors(ParseResult parsed)
    {
        foreach (var message in Messages(parsed).Distinct())
            Console.Error.WriteLine($"error: {message}");
        Console.Error.WriteLine($"See 'kubectl nodegc{PathOf(parsed.CommandResult)} --help' for usage.");
        return 1;
    }

    private static IEnumerable<string> Messages(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var token, ..]
            ? [Unmatched(token, parsed.CommandResult.Command)]
            : parsed.Errors.Select(error => error.Message);

    private static string Unmatched(string token, Command command) =>
        token.StartsWith('-') ? $"unknown flag: {token}"
        : command.Subcommands.Count == 0 ? $"unexpected argument '{token}'"
        : $"unknown command '{token}'.{NearestName.Question(token, command.Subcommands.Select(one => one.Name))}";

    private static string PathOf(CommandResult result) =>
        result.Command is RootCommand ? "" : $" {result.Command.Name}";
}
