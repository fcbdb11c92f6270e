using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Dashboard.Serving;

namespace NodeGc.Operator.Hosting;

/// <summary>
/// Reads the options from flags (<c>--heartbeat-bound=2m</c>) and environment variables
/// (<c>NODEGC_HEARTBEAT_BOUND</c>). Flags take precedence; an empty value counts as unset.
/// </summary>
/// <param name="Values">By name of the environment variable.</param>
/// <param name="HostName">Used as identity if no pod name is set.</param>
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
        ("--agent-namespace", "NODEGC_AGENT_NAMESPACE"),
        ("--dashboard-port", "NODEGC_DASHBOARD_PORT"),
        ("--dashboard-address", "NODEGC_DASHBOARD_ADDRESS"),
        .. WebhookSettings.Known,
    ];

    private static readonly (TimeSpan Min, TimeSpan Max) BoundRange = (TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));

    /// <exception cref="FormatException">A flag is unknown or has no value.</exception>
    public static Settings Read(IEnumerable<string> arguments, Func<string, string?> environment)
    {
        var values = Known.ToImmutableDictionary(known => known.Variable, known => environment(known.Variable) ?? "");
        foreach (var argument in arguments)
        {
            var (flag, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, "");
            var known = Known.FirstOrDefault(known => known.Flag == flag);
            if (known.Flag is null)
            {
                var kind = flag.StartsWith("--", StringComparison.Ordinal) ? "flag" : "argument";
                var flags = string.Join(", ", Known.Select(entry => entry.Flag));
                throw new FormatException($"unknown {kind}: {flag} (valid flags: {flags})");
            }
            if (value.Length == 0)
                throw new FormatException($"flag needs a value: {flag}=VALUE");
            values = values.SetItem(known.Variable, value);
        }
        return new Settings(values, Environment.MachineName);
    }

    /// <param name="homeNamespace">The namespace of the lease if none is set.</param>
    /// <exception cref="FormatException">A value is invalid; the message names it.</exception>
    public OperatorOptions ToOptions(string homeNamespace) =>
        new()
        {
            Election = new LeaderElectionOptions(
                new ObjectKey(Text("POD_NAMESPACE", homeNamespace), Text("NODEGC_LEASE_NAME", OperatorOptions.Name)),
                // Two processes on one host are two candidates.
                Text("POD_NAME", $"{HostName}-{Environment.ProcessId}")
            ),
            HeartbeatBound = Duration("NODEGC_HEARTBEAT_BOUND", "90s"),
            HealthPort = Port("NODEGC_HEALTH_PORT", "8081", "the probes"),
            ReadsKubelets = Flag("NODEGC_READ_KUBELETS"),
            AgentPods = AgentPods(homeNamespace),
            AgentNamespace = AgentNamespace(homeNamespace),
            Notifications = WebhookSettings.Read(Values),
            Dashboard = new DashboardOptions
            {
                Port = Port("NODEGC_DASHBOARD_PORT", "0", "the dashboard"),
                Address = Address("NODEGC_DASHBOARD_ADDRESS", "127.0.0.1"),
                AgentNamespace = AgentNamespace(homeNamespace),
            },
        };

    private ListOptions? AgentPods(string homeNamespace) =>
        Text("NODEGC_AGENT_SELECTOR", "") is { Length: > 0 } selector
            ? new ListOptions { Namespace = AgentNamespace(homeNamespace), LabelSelector = selector }
            : null;

    /// <summary>By default, the agents run in the operator's namespace.</summary>
    private string AgentNamespace(string homeNamespace) =>
        Text("NODEGC_AGENT_NAMESPACE", Text("POD_NAMESPACE", homeNamespace));

    private string Text(string variable, string fallback) => Values[variable] is { Length: > 0 } text ? text : fallback;

    private TimeSpan Duration(string variable, string fallback)
    {
        if (GoDuration.FindProblem(Text(variable, fallback), out var value) is { } problem)
            throw new FormatException($"{variable}: {problem}");
        return value >= BoundRange.Min && value <= BoundRange.Max
            ? value
            : throw new FormatException(
                $"{variable}: '{Values[variable]}' must be between {GoDuration.Format(BoundRange.Min)} and "
                    + GoDuration.Format(BoundRange.Max)
            );
    }

    private bool Flag(string variable) =>
        Text(variable, "false") switch
        {
            "true" => true,
            "false" => false,
            var other => throw new FormatException($"{variable}: '{other}' must be true or false"),
        };

    private IPAddress Address(string variable, string fallback) =>
        IPAddress.TryParse(Text(variable, fallback), out var address)
            ? address
            : throw new FormatException(
                $"{variable}: '{Values[variable]}' must be an IP address, such as 127.0.0.1 (default) or " + "0.0.0.0"
            );

    private int Port(string variable, string fallback, string what) =>
        ushort.TryParse(Text(variable, fallback), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new FormatException(
                $"{variable}: '{Values[variable]}' must be a port between 1 and 65535, or 0 to disable {what}"
            );
}
