using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>
/// Serves <c>GET /metrics</c>, one request per connection. A web server would need more memory than the rest of the
/// agent.
/// </summary>
internal sealed partial class MetricsServer : BackgroundService
{
    private const int MaxConcurrentRequests = 4;
    private const int MaxRequestBytes = 8 * 1024;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    private readonly TcpListener listener;
    private readonly CollectorRegistry registry;
    private readonly TimeProvider time;
    private readonly ILogger<MetricsServer> logger;

    /// <param name="port">On all addresses; 0 = any free port.</param>
    /// <param name="metrics">The metrics to serve.</param>
    /// <param name="time">For timeouts of idle connections.</param>
    /// <param name="logger">Logs the port.</param>
    public MetricsServer(int port, AgentMetrics metrics, TimeProvider time, ILogger<MetricsServer> logger)
    {
        (registry, this.time, this.logger) = (metrics.Set.Registry, time, logger);
        listener = TcpListener.Create(port);
    }

    /// <summary>The port, once started.</summary>
    public int Port => ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

    /// <inheritdoc/>
    /// <exception cref="AgentException">The port is not available.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            listener.Start();
        }
        catch (SocketException fault)
        {
            throw new AgentException(
                $"Cannot listen on the metrics port: {fault.Message}. Choose another with --metrics-port."
            );
        }

        LogListening(Port);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        listener.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, MaxConcurrentRequests).Select(_ => ServeAsync(stoppingToken)));

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
                await using var stream = client.GetStream();
                await AnswerAsync(stream, cancellationToken);
            }
            catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
            {
                // The client closed the connection or timed out, or the agent is stopping.
            }
        }
    }

    private async Task AnswerAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RequestTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var (status, body) = await ReadRequestAsync(stream, both.Token) switch
        {
            ["GET", "/metrics", ..] => ("200 OK", await CollectAsync(both.Token)),
            ["GET", _, ..] => ("404 Not Found", []),
            _ => ("400 Bad Request", []),
        };
        var head =
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), both.Token);
        await stream.WriteAsync(body, both.Token);
    }

    private async Task<byte[]> CollectAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, cancellationToken);
        return text.ToArray();
    }

    /// <returns>The parts of the request line, without the query; empty if the request is incomplete.</returns>
    private static async Task<string[]> ReadRequestAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxRequestBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (count == 0)
                return [];
            length += count;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
                continue;
            var line = Encoding.ASCII.GetString(buffer, 0, buffer.AsSpan().IndexOf("\r\n"u8));
            return line.Split(' ') is [var method, var target, var protocol]
                ? [method, target.Split('?')[0], protocol]
                : [];
        }

        return [];
    }

    [LoggerMessage(1, LogLevel.Information, "Serving metrics on port {Port}.")]
    private partial void LogListening(int port);
}
