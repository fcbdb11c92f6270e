using Spectre.Console;

namespace NodeGc.Agent.CommandLine;

/// <summary>Shows progress on standard error if it is a terminal.</summary>
internal static class Progress
{
    public static Task<T> ShowAsync<T>(string what, Func<IProgress<string>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Status().StartAsync(what, context => work(new StatusLine(what, context)));
    }

    private sealed class StatusLine(string what, StatusContext context) : IProgress<string>
    {
        public void Report(string value) => context.Status($"{what}: {Markup.Escape(value)}");
    }
}
