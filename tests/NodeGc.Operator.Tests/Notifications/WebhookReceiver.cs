using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NodeGc.Operator.Tests.Notifications;

/// <summary>A webhook on the loopback, with or without TLS, that answers as a test wants and remembers what it
/// got.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedNotification> received = [];

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>How the next requests are answered; by default with 204.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Status(204);

    public IReadOnlyList<ReceivedNotification> Received => [.. received];

    /// <summary>With a path that is a secret.</summary>
    public Uri Url { get; private set; } = null!;

    /// <param name="certificate">For TLS; null without.</param>
    public static async Task<WebhookReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            }));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        receiver.Url = new Uri($"{address.Single()}/hooks/s3cr3t");
        return receiver;
    }

    /// <summary>Answers with a status code.</summary>
    public static Func<HttpContext, Task> Status(int code, params (string Name, string Value)[] headers) =>
        context =>
        {
            context.Response.StatusCode = code;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            return Task.CompletedTask;
        };

    /// <summary>A certificate that vouches for itself.</summary>
    public static X509Certificate2 CreateCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => $"{header.Value}",
            StringComparer.OrdinalIgnoreCase
        );
        await Answer(context);
        received.Enqueue(
            new ReceivedNotification(
                context.Request.Method,
                $"{context.Request.Host}{context.Request.Path}",
                headers,
                body,
                context.Response.StatusCode
            )
        );
    }
}

/// <summary>A notification as a webhook got it, and how it answered.</summary>
internal sealed record ReceivedNotification(
    string Method,
    string Address,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int Answered
)
{
    public string Id => Headers["webhook-id"];

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string Type => (string)Json["type"]!;
}
