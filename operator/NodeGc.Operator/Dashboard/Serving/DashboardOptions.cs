using System.Net;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>Where the dashboard is served.</summary>
internal sealed record DashboardOptions
{
    /// <summary>0 disables the dashboard.</summary>
    public int Port { get; init; }

    /// <summary>Address to listen on. On a loopback address, whoever reaches it may read: <c>kubectl port-forward</c>
    /// requires rights of its own. On any other, a bearer token is required.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Namespace of the agents' pods, for the commands that it shows.</summary>
    public string AgentNamespace { get; init; } = "default";

    public bool IsEnabled => Port != 0;

    public bool RequiresToken => !IPAddress.IsLoopback(Address);
}
