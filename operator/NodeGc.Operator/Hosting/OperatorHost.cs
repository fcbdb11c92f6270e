using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Operator.Dashboard.Serving;
using NodeGc.Operator.Telemetry;
using NodeGc.Telemetry;

namespace NodeGc.Operator.Hosting;

/// <summary>Builds the operator's process.</summary>
internal static class OperatorHost
{
    // On IPv6Any, Kestrel accepts IPv4 too.
    private static IPAddress AnyAddress => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;

    public static IHost Build(KubernetesConnection connection, OperatorOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(console =>
            (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (
                true,
                true,
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "
            )
        );
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new KubernetesClient(
            connection,
            OperatorOptions.Name,
            services.GetRequiredService<TimeProvider>()
        ));
        builder.Services.AddSingleton<OperatorMetrics>();
        builder.Services.AddSingleton<ClusterOperator>();
        builder.Services.AddHostedService<OperatorService>();
        if (options.HealthPort != 0)
            builder.Services.AddHostedService(services => new HealthServer(
                new IPEndPoint(AnyAddress, options.HealthPort),
                () => services.GetRequiredService<ClusterOperator>().IsReady,
                services.GetRequiredService<OperatorMetrics>().Set.Registry
            ));
        if (options.Dashboard.IsEnabled)
            builder.Services.AddHostedService(services => CreateDashboard(options.Dashboard, services));
        return builder.Build();
    }

    private static DashboardServer CreateDashboard(DashboardOptions options, IServiceProvider services)
    {
        var clusterOperator = services.GetRequiredService<ClusterOperator>();
        return new DashboardServer(
            options,
            services.GetRequiredService<KubernetesClient>(),
            clusterOperator.View,
            clusterOperator.GetLiveness,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>()
        );
    }

    /// <summary>Exports metrics by OTLP until disposed; null if that is not configured.</summary>
    public static OtlpExport? StartExport(IHost host, OtlpSettings? settings, string identity) =>
        OtlpExport.Start(
            host.Services.GetRequiredService<OperatorMetrics>().Set,
            settings,
            OperatorMetrics.Version,
            [new("service.instance.id", identity)],
            host.Services.GetRequiredService<ILogger<OtlpExport>>()
        );

    /// <summary>Whether the host stopped because the operator failed, and not on request.</summary>
    public static bool HasFailed(IHost host) =>
        host
            .Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Any(service => service.ExecuteTask is { IsFaulted: true });
}
