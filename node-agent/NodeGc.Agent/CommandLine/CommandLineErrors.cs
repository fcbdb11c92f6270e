using System.CommandLine;

namespace NodeGc.Agent.CommandLine;

/// <summary>A wrong command line ends with its own exit code, so that it is never taken for a finding.</summary>
internal static class CommandLineErrors
{
    public static int Print(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"nodegc-agent: {error.Message}");
        Console.Error.WriteLine("nodegc-agent: see nodegc-agent --help");
        return (int)ExitCode.Usage;
    }
}
