using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Orders;
using NodeGc.Agent.Requests;
using NodeGc.Agent.Restores;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.StoredPlans;
using NodeGc.Agent.Telemetry;
using NodeGc.Kubernetes.Configuration;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Kubernetes.Small;
using NodeGc.Telemetry;

namespace NodeGc.Agent.Daemon;

/// <summary>Composes the agent's process.</summary>
internal static class AgentHost
{
    /// <summary>The field manager under which the agent writes.</summary>
    public const string FieldManager = "nodegc-agent";

    /// <summary>Runs the agent until stopped.</summary>
    /// <exception cref="AgentException">Another agent runs on this node, or the state directory cannot be
    /// used.</exception>
    /// <exception cref="KubernetesConfigurationException">There is no API server to talk to.</exception>
    public static async Task RunAsync(NodeOptions options, string node, CancellationToken cancellationToken)
    {
        var state = StateDirectory.Open(options.StateDirectory);
        using var only = AgentLock.Take(options.StateDirectory);
        HeartbeatFile.SetRefusal(options.StateDirectory, null);
        // Before the host is built, so that an error is printed without its stack trace.
        var connection = ConnectionSource.Process.Connect();
        var otlp = ReadOtlpSettings();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = FieldManager }
        );
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
        });
        Add(builder.Services, options, state, Identify(node, connection), connection, TimeProvider.System);
        using var host = builder.Build();
        using var export = StartExport(host.Services, otlp);
        await host.RunAsync(cancellationToken);
    }

    /// <summary>Adds all parts of an agent with the clock <paramref name="time"/>.</summary>
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
            .AddSingleton<StatusGauges>()
            .AddSingleton<DataRootGauges>()
            .AddSingleton(new NodeStores(options, state, time) { Metrics = metrics })
            .AddSingleton(new PlanStore(state, time))
            .AddSingleton<NodeStorageWatcher>()
            .AddSingleton<IOrderRunner, OrderRunner>()
            .AddSingleton<IUsageReader, NodeUsageReader>()
            .AddSingleton(Random.Shared)
            .AddSingleton<StatusStore>()
            .AddSingleton<StatusDelivery>()
            .AddSingleton(Events)
            .AddSingleton<RefusalNotice>()
            .AddSingleton<LeaseRenewal>()
            .AddSingleton<StatusPublisher>()
            .AddSingleton(state)
            .AddSingleton<LossAnnotationRecorder>()
            .AddSingleton<OrderWorker>()
            .AddSingleton<RestoreRunner>()
            .AddSingleton<RestoreWorker>()
            .AddSingleton<RequestRunner>()
            .AddSingleton<RequestWorker>()
            .AddSingleton<MaintenanceLoop>()
            .AddSingleton<ImageUsageWatcher>()
            .AddSingleton(ListLoops)
            .AddHostedService<AgentService>();
    }

    private static IEnumerable<IAgentLoop> ListLoops(IServiceProvider services) =>
        [
            services.GetRequiredService<StatusPublisher>(),
            services.GetRequiredService<LeaseRenewal>(),
            services.GetRequiredService<OrderWorker>(),
            services.GetRequiredService<RestoreWorker>(),
            services.GetRequiredService<RequestWorker>(),
            services.GetRequiredService<MaintenanceLoop>(),
            services.GetRequiredService<ImageUsageWatcher>(),
        ];

    private static AgentIdentity Identify(string node, KubernetesConnection connection) =>
        Environment.GetEnvironmentVariable("POD_NAMESPACE") is { Length: > 0 } own
            ? new AgentIdentity(node, own)
            : new AgentIdentity(node, connection.Namespace);

    private static IServiceCollection Serve(IServiceCollection services, NodeOptions options) =>
        options.MetricsPort == 0
            ? services
            : services.AddHostedService(all => new MetricsServer(
                options.MetricsPort,
                ReadStatusInto(all),
                all.GetRequiredService<TimeProvider>(),
                all.GetRequiredService<ILogger<MetricsServer>>()
            ));

    /// <summary>The metrics, with those that are read from the status.</summary>
    private static AgentMetrics ReadStatusInto(IServiceProvider services)
    {
        _ = services.GetRequiredService<StatusGauges>();
        _ = services.GetRequiredService<DataRootGauges>();
        return services.GetRequiredService<AgentMetrics>();
    }

    private static OtlpSettings? ReadOtlpSettings()
    {
        try
        {
            return OtlpSettings.Read(Environment.GetEnvironmentVariable);
        }
        catch (FormatException invalid)
        {
            throw new AgentException(invalid.Message) { ExitCode = ExitCode.Usage };
        }
    }

    private static OtlpExport? StartExport(IServiceProvider services, OtlpSettings? settings)
    {
        if (settings is null)
            return null;
        var identity = services.GetRequiredService<AgentIdentity>();
        return OtlpExport.Start(
            ReadStatusInto(services).Set,
            settings,
            identity.Info.Version,
            [new("service.instance.id", identity.Info.Instance), new("k8s.node.name", identity.Node)],
            services.GetRequiredService<ILogger<OtlpExport>>()
        );
    }

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
