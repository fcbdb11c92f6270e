using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Otlp;

/// <summary>Receives metrics by OTLP over HTTP on the loopback, as a collector does, and remembers the last export of
/// each process.</summary>
public sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Lock gate = new();
    private ImmutableDictionary<string, IReadOnlyList<OtlpPoint>> last = ImmutableDictionary<
        string,
        IReadOnlyList<OtlpPoint>
    >.Empty;
    private Exception? fault;

    private OtlpReceiver(int port)
    {
        Endpoint = new Uri($"http://127.0.0.1:{port}/");
        listener.Prefixes.Add(Endpoint.AbsoluteUri);
        listener.Start();
        _ = ReceiveAsync();
    }

    /// <summary>For <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts one on a port of its own.</summary>
    public static OtlpReceiver Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return Start(port);
    }

    /// <summary>Starts one on this port.</summary>
    public static OtlpReceiver Start(int port) => new(port);

    /// <summary>Waits for an export of this service that holds what is wanted, and returns it.</summary>
    public IReadOnlyList<OtlpPoint> Await(string service, Func<IReadOnlyList<OtlpPoint>, bool> wanted)
    {
        IReadOnlyList<OtlpPoint> points = [];
        Deadline.Await($"an export of {service}", () =>
        {
            lock (gate)
            {
                if (fault is not null)
                    throw new InvalidOperationException("An export was not understood.", fault);
                points = last.GetValueOrDefault(service) ?? [];
            }
            return points.Count > 0 && wanted(points);
        });
        return points;
    }

    public void Dispose() => listener.Close();

    private async Task ReceiveAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                context.Response.StatusCode = (int)await ReceiveAsync(context.Request);
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                // The receiver was closed, or the sender has ended.
            }
        }
    }

    private async Task<HttpStatusCode> ReceiveAsync(HttpListenerRequest request)
    {
        if (request is not { HttpMethod: "POST", Url.AbsolutePath: "/v1/metrics" })
            return HttpStatusCode.NotFound;
        if (request.ContentType != "application/x-protobuf")
            return HttpStatusCode.UnsupportedMediaType;
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        lock (gate)
        {
            try
            {
                var points = OtlpRequest.Read(body.ToArray());
                last = last.SetItem(points[0].Resource["service.name"], points);
                return HttpStatusCode.OK;
            }
            catch (Exception wrong) when (wrong is FormatException or KeyNotFoundException)
            {
                fault = wrong;
                return HttpStatusCode.BadRequest;
            }
        }
    }
}
