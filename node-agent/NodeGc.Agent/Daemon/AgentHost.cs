using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Orders;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Agent.Daemon;

/// <summary>Puts the agent's process together.</summary>
internal static class AgentHost
{
    /// <summary>The field manager under which the agent writes.</summary>
    public const string FieldManager = "nodegc-agent";

    /// <summary>Runs the agent until it is told to stop.</summary>
    /// <exception cref="AgentException">Another agent works on this node, or the state directory cannot be used.</exception>
    public static async Task RunAsync(NodeOptions options, string node, CancellationToken cancellationToken)
    {
        var state = StateDirectory.Open(options.StateDirectory);
        using var only = AgentLock.Take(options.StateDirectory);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = FieldManager });
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
        });
        Add(builder.Services, options, state, new AgentIdentity(node));
        using var host = builder.Build();
        await host.RunAsync(cancellationToken);
    }

    private static void Add(IServiceCollection services, NodeOptions options, StateDirectory state, AgentIdentity identity) => services
        .AddSingleton(options)
        .AddSingleton(identity)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(_ => new KubernetesClient(ConnectionSource.Process.Connect(), FieldManager, TimeProvider.System))
        .AddSingleton(new NodeStores(options, state, TimeProvider.System))
        .AddSingleton(new PlanShelf(state, TimeProvider.System))
        .AddSingleton<OwnStorage>()
        .AddSingleton<OwnStorageWatch>()
        .AddSingleton<OrderRunner>()
        .AddSingleton<StatusBoard>()
        .AddSingleton<StatusPublisher>()
        .AddSingleton(state)
        .AddSingleton<ConfirmationDesk>()
        .AddSingleton<OrderDesk>()
        .AddSingleton<Housekeeper>()
        .AddSingleton<UseFollower>()
        .AddHostedService<AgentService>();
}
