using Spectre.Console;

namespace NodeGc.Agent.CommandLine;

/// <summary>Standard output for tables: as wide as they need where it is no terminal, so that nothing wraps in a pipe.</summary>
internal static class Terminal
{
    private const int Unbounded = 4096;

    public static IAnsiConsole Out => Create();

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        console.Profile.Width = Unbounded;
        return console;
    }
}
