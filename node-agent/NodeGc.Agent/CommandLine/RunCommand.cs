using System.CommandLine;
using NodeGc.Agent.Daemon;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>run</c>: the process of the DaemonSet.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var common = new CommonOptions(takesSeveralRoots: true, printsReport: false);
        var node = new Option<string?>("--node")
        {
            HelpName = "NAME",
            Description = "Name of this node. Default: the environment variable NODE_NAME.",
        };
        var readOnly = new Option<bool>("--read-only")
        {
            Description = "Report only. Nothing is removed, even if an order requests it.",
        };
        var command = common.AddTo(new Command("run", "Run the agent. Used by the DaemonSet."));
        var lifetime = PlanLifetime.Option();
        lifetime.AddTo(command);
        command.Options.Add(node);
        command.Options.Add(readOnly);
        var metrics = MetricsPort.Option();
        command.Options.Add(metrics);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    var name = parsed.GetValue(node) ?? Environment.GetEnvironmentVariable("NODE_NAME");
                    var options = common.Read(parsed, parsed.GetValue(readOnly)) with
                    {
                        PlanLifetime = lifetime.Read(parsed),
                        MetricsPort = parsed.GetValue(metrics),
                    };
                    await AgentHost.RunAsync(options, Required(name), cancellationToken);
                    return (int)ExitCode.Nothing;
                }
                catch (Exception e) when (Failures.Describe(e) is { } failure)
                {
                    await Console.Error.WriteLineAsync($"nodegc-agent: {failure.Message}");
                    return (int)failure.ExitCode;
                }
            }
        );
        return command;
    }

    private static string Required(string? node) =>
        string.IsNullOrEmpty(node)
            ? throw new AgentException(
                "The node name is not set. Use --node or the environment variable NODE_NAME "
                    + "(in a DaemonSet: fieldRef spec.nodeName)."
            )
            {
                ExitCode = ExitCode.Usage,
            }
            : node;
}
