using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NodeGc.Testing.ApiServer.Hosting;

/// <summary>The port: TLS, HTTP/1.1 and HTTP/2, on the loopback address. It can be closed and opened again with the
/// same number.</summary>
internal sealed class Listener(ServerCertificates certificates, RequestDelegate handler) : IAsyncDisposable
{
    private readonly ConnectionTracker connections = new();
    private WebApplication? application;

    public int Port { get; private set; }

    /// <param name="port">0 for any free port, the first time.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public async Task OpenAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => Configure(kestrel, port));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options =>
            options.ShutdownTimeout = TimeSpan.FromSeconds(2)
        );
        application = builder.Build();
        application.Run(handler);
        await application.StartAsync(cancellationToken);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Port = new Uri(addresses.Addresses.Single()).Port;
    }

    public async Task CloseAsync()
    {
        if (application is not { } open)
            return;
        application = null;
        DropConnections();
        await open.StopAsync(CancellationToken.None);
        await open.DisposeAsync();
    }

    public void DropConnections() => connections.AbortAll();

    public async ValueTask DisposeAsync() => await CloseAsync();

    private void Configure(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        // As many watches on one connection as a client likes: the real server allows hundreds.
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.Use(connections.Track);
            listen.UseHttps(
                new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificates.Server,
                    ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                    ClientCertificateValidation = (certificate, _, _) => certificates.Trusts(certificate),
                }
            );
        });
    }
}
