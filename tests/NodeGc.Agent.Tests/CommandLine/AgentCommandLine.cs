using NodeGc.Agent.CommandLine;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>Calls the command line as its process would, in this process.</summary>
internal static class AgentCommandLine
{
    /// <summary>Runs a command on a copy of the store.</summary>
    public static Task<CommandLineResult> RunAsync(this StoreCopy copy, params string[] arguments) =>
        RunAsync([.. arguments, "--data-root", copy.DataRoot, "--state-dir", copy.StateDirectory]);

    /// <summary>Runs a command and answers with its last word.</summary>
    public static async Task<CommandLineResult> RunAsync(params string[] arguments)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var printed = new StringWriter();
        using var complaints = new StringWriter();
        Console.SetOut(printed);
        Console.SetError(complaints);
        try
        {
            var code = await AgentCommands.InvokeAsync(arguments);
            return new CommandLineResult((ExitCode)code, printed.ToString(), complaints.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
