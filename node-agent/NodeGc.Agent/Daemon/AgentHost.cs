using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Orders;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Agent.Telemetry;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Agent.Daemon;

/// <summary>Puts the agent's process together.</summary>
internal static class AgentHost
{
    /// <summary>The field manager under which the agent writes.</summary>
    public const string FieldManager = "nodegc-agent";

    /// <summary>Runs the agent until it is told to stop.</summary>
    /// <exception cref="AgentException">Another agent works on this node, or the state directory cannot be
    /// used.</exception>
    /// <exception cref="KubernetesConfigurationException">There is no API server to talk to.</exception>
    public static async Task RunAsync(NodeOptions options, string node, CancellationToken cancellationToken)
    {
        var state = StateDirectory.Open(options.StateDirectory);
        using var only = AgentLock.Take(options.StateDirectory);
        SignOfLife.Refuse(options.StateDirectory, null);
        // Before the host: what is wrong with it is told in a sentence, without the host's trace.
        var connection = ConnectionSource.Process.Connect();
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = FieldManager }
        );
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
        });
        Add(builder.Services, options, state, new AgentIdentity(node), connection, TimeProvider.System);
        using var host = builder.Build();
        await host.RunAsync(cancellationToken);
    }

    /// <summary>All parts of an agent that goes by <paramref name="time"/>.</summary>
    public static void Add(
        IServiceCollection services,
        NodeOptions options,
        StateDirectory state,
        AgentIdentity identity,
        KubernetesConnection connection,
        TimeProvider time
    )
    {
        var metrics = new AgentMetrics(identity.Info);
        Serve(services, options)
            .AddSingleton(options)
            .AddSingleton(identity)
            .AddSingleton(time)
            .AddSingleton(_ => new SmallClient(connection, FieldManager, time))
            .AddSingleton(metrics)
            .AddSingleton(new NodeStores(options, state, time) { Metrics = metrics })
            .AddSingleton(new PlanShelf(state, time))
            .AddSingleton<OwnStorage>()
            .AddSingleton<OrderRunner>()
            .AddSingleton<NodeFigures>()
            .AddSingleton(Random.Shared)
            .AddSingleton<StatusBoard>()
            .AddSingleton<StatusReception>()
            .AddSingleton(Events)
            .AddSingleton<RefusalNotice>()
            .AddSingleton<StatusPublisher>()
            .AddSingleton(state)
            .AddSingleton<ConfirmationDesk>()
            .AddSingleton<OrderDesk>()
            .AddSingleton<Housekeeper>()
            .AddSingleton<UseFollower>()
            .AddHostedService<AgentService>();
    }

    private static IServiceCollection Serve(IServiceCollection services, NodeOptions options) =>
        options.MetricsPort == 0
            ? services
            : services.AddHostedService(all => new MetricsServer(
                options.MetricsPort,
                all.GetRequiredService<AgentMetrics>(),
                all.GetRequiredService<StatusBoard>(),
                all.GetRequiredService<TimeProvider>(),
                all.GetRequiredService<ILogger<MetricsServer>>()
            ));

    private static EventRecorder Events(IServiceProvider services)
    {
        var node = services.GetRequiredService<AgentIdentity>().Node;
        var source = new EventSource { Component = FieldManager, Host = node };
        var events = services.GetRequiredService<SmallClient>().Resource(CoreResources.Events);
        return new EventRecorder(
            events,
            source,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<EventRecorder>>()
        );
    }
}
