using System.CommandLine;

namespace NodeGc.Agent.CommandLine;

/// <summary>All commands, in the order in which the help lists them.</summary>
internal static class AgentCommands
{
    public static IEnumerable<Command> All =>
    [
        ScanCommand.Create(),
        PlanCommand.Create(),
        CleanCommand.Create(),
        RestoreCommand.Create(),
        ExplainCommand.Create(),
        RunCommand.Create(),
        HealthCommand.Create(),
    ];
}
