using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Hosting;

/// <summary>
/// Reads the options from flags (<c>--heartbeat-bound=2m</c>) and environment variables
/// (<c>NODEGC_HEARTBEAT_BOUND</c>); a flag wins. An empty value counts as none.
/// </summary>
/// <param name="Values">By name of the environment variable.</param>
/// <param name="HostName">The identity where no pod name is given.</param>
internal sealed record Settings(ImmutableDictionary<string, string> Values, string HostName)
{
    private static readonly ImmutableArray<(string Flag, string Variable)> Known =
    [
        ("--namespace", "POD_NAMESPACE"),
        ("--identity", "POD_NAME"),
        ("--lease-name", "NODEGC_LEASE_NAME"),
        ("--heartbeat-bound", "NODEGC_HEARTBEAT_BOUND"),
        ("--health-port", "NODEGC_HEALTH_PORT"),
        ("--read-kubelets", "NODEGC_READ_KUBELETS"),
        ("--agent-selector", "NODEGC_AGENT_SELECTOR"),
    ];

    private static readonly (TimeSpan Least, TimeSpan Most) BoundRange = (
        TimeSpan.FromSeconds(10),
        TimeSpan.FromDays(1)
    );

    /// <exception cref="FormatException">A flag that is not known or has no value.</exception>
    public static Settings Read(IEnumerable<string> arguments, Func<string, string?> environment)
    {
        var values = Known.ToImmutableDictionary(known => known.Variable, known => environment(known.Variable) ?? "");
        foreach (var argument in arguments)
        {
            var (flag, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, "");
            var known = Known.FirstOrDefault(known => known.Flag == flag);
            if (known.Flag is null || value.Length == 0)
                throw new FormatException(
                    $"'{argument}' is not understood; write {string.Join(", ", Known.Select(one => one.Flag + "=…"))}"
                );
            values = values.SetItem(known.Variable, value);
        }
        return new Settings(values, Environment.MachineName);
    }

    /// <param name="homeNamespace">Where the lease is kept when no namespace is given.</param>
    /// <exception cref="FormatException">A value is out of its range; the message names it.</exception>
    public OperatorOptions ToOptions(string homeNamespace) =>
        new()
        {
            Election = new LeaderElectionOptions(
                new ObjectKey(Text("POD_NAMESPACE", homeNamespace), Text("NODEGC_LEASE_NAME", OperatorOptions.Name)),
                // Two processes on one host are two candidates.
                Text("POD_NAME", $"{HostName}-{Environment.ProcessId}")
            ),
            HeartbeatBound = Duration("NODEGC_HEARTBEAT_BOUND", "90s"),
            HealthPort = Port("NODEGC_HEALTH_PORT", "8081"),
            ReadsKubelets = Flag("NODEGC_READ_KUBELETS"),
            AgentPods = AgentPods(homeNamespace),
        };

    /// <summary>The agents run beside the operator.</summary>
    private ListOptions? AgentPods(string homeNamespace) =>
        Text("NODEGC_AGENT_SELECTOR", "") is { Length: > 0 } selector
            ? new ListOptions { Namespace = Text("POD_NAMESPACE", homeNamespace), LabelSelector = selector }
            : null;

    private string Text(string variable, string otherwise) =>
        Values[variable] is { Length: > 0 } text ? text : otherwise;

    private TimeSpan Duration(string variable, string otherwise)
    {
        if (GoDuration.FindProblem(Text(variable, otherwise), out var value) is { } problem)
            throw new FormatException($"{variable}: {problem}");
        return value >= BoundRange.Least && value <= BoundRange.Most
            ? value
            : throw new FormatException(
                $"{variable}: '{Values[variable]}' must be between {GoDuration.Format(BoundRange.Least)} and {GoDuration.Format(BoundRange.Most)}"
            );
    }

    private bool Flag(string variable) =>
        Text(variable, "false") switch
        {
            "true" => true,
            "false" => false,
            var other => throw new FormatException($"{variable}: '{other}' must be true or false"),
        };

    private int Port(string variable, string otherwise) =>
        ushort.TryParse(Text(variable, otherwise), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new FormatException(
                $"{variable}: '{Values[variable]}' must be a port from 1 to 65535, or 0 for none"
            );
}
