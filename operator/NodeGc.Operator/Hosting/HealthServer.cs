using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Prometheus;

namespace NodeGc.Operator.Hosting;

/// <summary>Serves the kubelet's probes at <c>/healthz</c> and <c>/readyz</c>, and Prometheus metrics at
/// <c>/metrics</c>.</summary>
/// <param name="endpoint">Where to listen.</param>
/// <param name="isReady">Called for each <c>/readyz</c>.</param>
/// <param name="metrics">Served at <c>/metrics</c>.</param>
internal sealed class HealthServer(IPEndPoint endpoint, Func<bool> isReady, CollectorRegistry metrics)
    : IHostedService,
        IAsyncDisposable
{
    private readonly WebApplication application = Build(endpoint, isReady, metrics);

    /// <summary>The address it listens on; available after the start.</summary>
    public Uri Address => new(application.Urls.First());

    public Task StartAsync(CancellationToken cancellationToken) => application.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => application.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static WebApplication Build(IPEndPoint endpoint, Func<bool> isReady, CollectorRegistry metrics)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(endpoint));
        // The outer host handles the signals; this one must not stop before it.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        application.UseMetricServer(settings => settings.Registry = metrics, "/metrics");
        application.Run(context =>
        {
            context.Response.StatusCode = Respond(context.Request.Path.Value, isReady);
            return Task.CompletedTask;
        });
        return application;
    }

    // Alive means that the process responds: an unavailable API server is no reason to restart it.
    private static int Respond(string? path, Func<bool> isReady) =>
        path switch
        {
            "/healthz" => StatusCodes.Status200OK,
            "/readyz" => isReady() ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status404NotFound,
        };

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
