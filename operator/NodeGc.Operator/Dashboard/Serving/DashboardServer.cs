using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Dashboard.Access;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>Serves the dashboard. Every replica of the operator can, leader or not: all of them watch the
/// cluster.</summary>
internal sealed class DashboardServer : IHostedService, IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly TokenAccess? access;

    /// <param name="options">Where to listen.</param>
    /// <param name="client">Reads single nodes and reviews tokens.</param>
    /// <param name="view">The cluster.</param>
    /// <param name="getLiveness">Decides which agents are silent.</param>
    /// <param name="time">For what is remembered shortly.</param>
    /// <param name="loggers">For failures.</param>
    public DashboardServer(
        DashboardOptions options,
        KubernetesClient client,
        ClusterView view,
        Func<Liveness> getLiveness,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options));
        // The outer host handles the signals; this one must not stop before it.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        application = builder.Build();
        var pages = new DashboardPages(view, new NodeReader(client, view, time), getLiveness, options.AgentNamespace);
        access = options.RequiresToken ? new TokenAccess(client, time) : null;
        application.Run(new DashboardRequests(pages, access, application.Services, loggers).HandleAsync);
    }

    public Task StartAsync(CancellationToken cancellationToken) => application.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => application.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        access?.Dispose();
    }

    private static void Listen(KestrelServerOptions kestrel, DashboardOptions options)
    {
        kestrel.AddServerHeader = false;
        // A page is only read: no request has a body, and few are needed at once.
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxConcurrentConnections = 200;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        if (options.Address.Equals(IPAddress.Loopback))
            // Also on ::1: where a node has no IPv4, port-forward connects to that.
            kestrel.ListenLocalhost(options.Port);
        else if (options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any))
            // On both, as far as the machine has them.
            kestrel.ListenAnyIP(options.Port);
        else
            kestrel.Listen(options.Address, options.Port);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
