using Spectre.Console;

namespace NodeGc.Agent.CommandLine;

/// <summary>Shows on standard error what takes long; silent where that is no terminal.</summary>
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
