using System.CommandLine;
using NodeGc.Agent.State;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>health</c>: for probes: whether the agent of this state directory is at work.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var state = new Option<string>("--state-dir") { Description = "The agent's state directory.", DefaultValueFactory = _ => "/var/lib/nodegc" };
        var maxAge = new Option<int>("--max-age") { Description = "The oldest sign of life that counts, in seconds.", DefaultValueFactory = _ => 120 };
        var command = new Command("health", "Tell a probe whether the agent is at work: exit code 0 or 1.");
        command.Options.Add(state);
        command.Options.Add(maxAge);
        command.SetAction(parsed => Check(parsed.GetRequiredValue(state), TimeSpan.FromSeconds(parsed.GetRequiredValue(maxAge))));
        return command;
    }

    private static int Check(string state, TimeSpan maxAge)
    {
        var age = SignOfLife.FindAge(state, TimeProvider.System.GetUtcNow());
        if (age <= maxAge) return (int)ExitCode.Nothing;
        Console.Error.WriteLine(age is null
            ? $"nodegc-agent: no agent has ever worked with {state}"
            : $"nodegc-agent: the agent's last sign of life in {state} is {age.Value.TotalSeconds:0} s old");
        return (int)ExitCode.Failed;
    }
}
