using System.CommandLine;
using System.CommandLine.Parsing;
using NodeGc.Api.Formats;

namespace NodeGc.Agent.CommandLine;

/// <summary>An invalid command line has its own exit code, so that it is never mistaken for a finding.</summary>
internal static class CommandLineErrors
{
    public static int Print(ParseResult parsed)
    {
        foreach (var message in Messages(parsed).Distinct())
            Console.Error.WriteLine($"nodegc-agent: {message}");
        Console.Error.WriteLine($"nodegc-agent: see nodegc-agent {string.Join(' ', PathOf(parsed).Append("--help"))}");
        return (int)ExitCode.Usage;
    }

    /// <summary>Unknown tokens come first: they are often why something else is missing.</summary>
    private static IEnumerable<string> Messages(ParseResult parsed)
    {
        foreach (var token in parsed.UnmatchedTokens)
            yield return Unmatched(token, parsed.CommandResult.Command);
        if (parsed.UnmatchedTokens.Count > 0)
            yield break;
        foreach (var error in parsed.Errors)
            yield return error.Message;
    }

    private static string Unmatched(string token, Command command) =>
        token.StartsWith('-')
            ? $"{token} is not an option of {command.Name}.{NearestName.Question(token, OptionsOf(command))}"
        : command.Subcommands.Count > 0
            ? $"'{token}' is not a command.{NearestName.Question(token, command.Subcommands.Select(one => one.Name))}"
        : $"'{token}' is an unexpected argument of {command.Name}.";

    private static IEnumerable<string> OptionsOf(Command command) =>
        command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).Append("--help");

    private static IEnumerable<string> PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        SymbolResult? at = parsed.CommandResult;
        for (; at is CommandResult { Command: not RootCommand } one; at = at.Parent)
            names.Push(one.Command.Name);
        return names;
    }
}
