using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NodeGc.Api;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Benchmarks;

/// <summary>What the operator allocates to list 5,000 NodeStorages, against the same pages each read into memory as a
/// whole and parsed from there, as its client did until it read them as they arrive.</summary>
internal static class ListBenchmark
{
    private const int Nodes = 5000;
    private const int PageSize = 500;
    private const string Host = "http://127.0.0.1";

    public static async Task<IEnumerable<Figure>> RunAsync(BenchmarkOptions options) =>
        [await MeasureAsync(options, items: 0, bar: 0.75), await MeasureAsync(options, items: 3, bar: 0.8)];

    /// <param name="options">How many rounds.</param>
    /// <param name="items">How many items each of a node's five orders lists. The records of them are needed in any
    /// case, so the more there are, the less is left to save.</param>
    /// <param name="bar">What the ratio may be at most.</param>
    private static async Task<Figure> MeasureAsync(BenchmarkOptions options, int items, double bar)
    {
        var pages = Enumerable.Range(0, Nodes / PageSize).Select(page => Answer(page, items)).ToArray();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = ServeAsync(listener, pages);
        var address = new Uri($"{Host}:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var client = new KubernetesClient(
            new KubernetesConnection { Server = address },
            "benchmark",
            TimeProvider.System
        );
        var storages = client.Resource(ResourceTypes.NodeStorages);
        using var http = new HttpClient { BaseAddress = address };

        var (ours, buffered) = (long.MaxValue, long.MaxValue);
        // The first round also compiles and opens the connection.
        for (var round = 0; round <= options.Rounds; round++)
        {
            ours = Math.Min(
                ours,
                await AllocatedAsync(async () => (await storages.ListAsync(ListOptions.All, default)).Items.Length)
            );
            buffered = Math.Min(buffered, await AllocatedAsync(() => ReadBufferedAsync(http)));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"list of {Nodes} NodeStorages, {5 * items} items each");
        return new Figure(
            name,
            new Bytes(ours).ToString(),
            $"buffered {new Bytes(buffered)}",
            (double)ours / buffered,
            bar
        );
    }

    private static async Task<long> AllocatedAsync(Func<Task<int>> list)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var count = await list();
        if (count != Nodes)
            throw new InvalidOperationException($"{count} of {Nodes} objects were read");
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static async Task<int> ReadBufferedAsync(HttpClient http)
    {
        var items = new List<NodeStorage>();
        string? next = null;
        do
        {
            var body = await http.GetByteArrayAsync(new Uri($"list?continue={next}", UriKind.Relative));
            using var document = JsonDocument.Parse(body);
            items.AddRange(
                document
                    .RootElement.GetProperty("items")
                    .EnumerateArray()
                    .Select(item => item.Deserialize(ApiJsonContext.Default.NodeStorage)!)
            );
            next = document.RootElement.GetProperty("metadata").TryGetProperty("continue", out var token)
                ? token.GetString()
                : null;
        } while (next is not null);
        return items.Count;
    }

    /// <summary>Gives each request the page that its <c>continue</c> names, over as many connections as come.</summary>
    private static async Task ServeAsync(TcpListener listener, byte[][] pages)
    {
        while (true)
        {
            var peer = await listener.AcceptTcpClientAsync();
            _ = ServeAsync(peer, pages);
        }
    }

    private static async Task ServeAsync(TcpClient peer, byte[][] pages)
    {
        using var _ = peer;
        var stream = peer.GetStream();
        var request = new byte[8192];
        while (await stream.ReadAsync(request) is > 0 and var length)
        {
            const string Parameter = "continue=";
            var text = Encoding.ASCII.GetString(request, 0, length);
            var at = text.IndexOf(Parameter, StringComparison.Ordinal);
            var page =
                at < 0 ? 0
                : text[at + Parameter.Length] is >= '0' and <= '9' and var digit ? digit - '0'
                : 0;
            await stream.WriteAsync(pages[page]);
        }
    }

    private static byte[] Answer(int page, int items)
    {
        var list = new ObjectList<NodeStorage>
        {
            Metadata = new ListMeta
            {
                ResourceVersion = "1000",
                Continue = page + 1 < Nodes / PageSize ? (page + 1).ToString(CultureInfo.InvariantCulture) : null,
            },
            Items = [.. Enumerable.Range(page * PageSize, PageSize).Select(number => Storage(number, items))],
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(list, ApiJsonContext.Default.ObjectListNodeStorage);
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static NodeStorage Storage(int number, int items) =>
        new()
        {
            Metadata = new ObjectMeta
            {
                Name = $"node-{number:0000}",
                Uid = Guid.NewGuid().ToString(),
                ResourceVersion = number.ToString(CultureInfo.InvariantCulture),
                Generation = 5,
                CreationTimestamp = DateTimeOffset.UnixEpoch,
            },
            Status = new NodeStorageStatus
            {
                ObservedGeneration = 5,
                HeartbeatTime = DateTimeOffset.UnixEpoch,
                Orders = [.. Enumerable.Range(0, 5).Select(cleanup => LargeReports.Create(cleanup, items))],
            },
        };
}
