using System.CommandLine;
using NodeGc.Agent.State;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>health</c>: for probes: whether the agent of this state directory is at work.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var state = PathOption.Directory("--state-dir", "State directory of the agent.", "/var/lib/nodegc");
        var maxAge = new DurationOption(
            "--max-age",
            "How old the agent's last sign of life may be.",
            TimeSpan.FromMinutes(2),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(1)
        );
        var command = new Command("health", "Liveness check: exit code 0 if the agent is running, else 1.");
        command.Options.Add(state);
        maxAge.AddTo(command);
        var ready = new Option<bool>("--ready")
        {
            Description = "Also fail while the API server refuses the agent's reports, so that it deletes nothing.",
        };
        command.Options.Add(ready);
        command.SetAction(parsed => Check(parsed.GetRequiredValue(state), maxAge.Read(parsed), parsed.GetValue(ready)));
        return command;
    }

    private static int Check(string state, TimeSpan maxAge, bool isAboutReports)
    {
        var life = Check(state, maxAge);
        if (life != (int)ExitCode.Nothing || !isAboutReports)
            return life;
        if (SignOfLife.FindRefusal(state) is not { } cause)
            return life;
        Console.Error.WriteLine(
            $"nodegc-agent: the API server refuses the agent's reports, so it deletes nothing: {cause}"
        );
        return (int)ExitCode.Failed;
    }

    private static int Check(string state, TimeSpan maxAge)
    {
        var age = SignOfLife.FindAge(state, TimeProvider.System.GetUtcNow());
        if (age <= maxAge)
            return (int)ExitCode.Nothing;
        Console.Error.WriteLine(
            age is null
                ? $"nodegc-agent: no agent has ever worked with {state}"
                : $"nodegc-agent: the agent's last sign of life in {state} is {age.Value.TotalSeconds:0} s old"
        );
        return (int)ExitCode.Failed;
    }
}
