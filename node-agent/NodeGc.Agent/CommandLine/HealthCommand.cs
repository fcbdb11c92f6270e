using System.CommandLine;
using NodeGc.Agent.State;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>health</c>: a probe: whether the agent with this state directory is running.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var state = PathOption.Directory("--state-dir", "State directory of the agent.", "/var/lib/nodegc");
        var maxAge = new DurationOption(
            "--max-age",
            "Maximum age of the agent's last heartbeat.",
            TimeSpan.FromMinutes(2),
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(1)
        );
        var command = new Command(
            "health",
            "Check whether the agent is running. Exit code 0 if it is, 1 otherwise. For liveness and readiness probes."
        );
        command.Options.Add(state);
        maxAge.AddTo(command);
        var ready = new Option<bool>("--ready")
        {
            Description =
                "Also fail while the API server rejects the agent's status. During that time, nothing is deleted.",
        };
        command.Options.Add(ready);
        command.SetAction(parsed => Check(parsed.GetRequiredValue(state), maxAge.Read(parsed), parsed.GetValue(ready)));
        return command;
    }

    private static int Check(string state, TimeSpan maxAge, bool requireReady)
    {
        var alive = Check(state, maxAge);
        if (alive != (int)ExitCode.Nothing || !requireReady)
            return alive;
        if (HeartbeatFile.FindRefusal(state) is not { } cause)
            return alive;
        Console.Error.WriteLine(
            $"nodegc-agent: the API server rejects the agent's status, so nothing is deleted: {cause}"
        );
        return (int)ExitCode.Failed;
    }

    private static int Check(string state, TimeSpan maxAge)
    {
        var age = HeartbeatFile.FindAge(state, TimeProvider.System.GetUtcNow());
        if (age <= maxAge)
            return (int)ExitCode.Nothing;
        Console.Error.WriteLine(
            age is null
                ? $"nodegc-agent: no heartbeat found in {state}; is the agent running with this state directory?"
                : $"nodegc-agent: the agent's last heartbeat in {state} is {age.Value.TotalSeconds:0} s old"
        );
        return (int)ExitCode.Failed;
    }
}
