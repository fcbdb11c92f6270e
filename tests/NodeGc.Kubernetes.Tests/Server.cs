using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Kubernetes.Tests;

/// <summary>An API server that can be broken, with a client on it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-client-");

    private Server(TestApiServer api, TimeProvider clock)
    {
        Api = api;
        Connection = Connect(api.AdminKubeconfig());
        Client = new KubernetesClient(Connection, "kubernetes-tests", clock);
        Nodes = Client.Resource(CoreResources.Nodes);
    }

    public TestApiServer Api { get; }

    public KubernetesConnection Connection { get; }

    public KubernetesClient Client { get; }

    public ResourceClient<Node> Nodes { get; }

    public static Task<Server> StartAsync() => StartAsync(TimeProvider.System);

    /// <summary>Server and client go by <paramref name="clock"/>.</summary>
    public static async Task<Server> StartAsync(TimeProvider clock) =>
        new(await TestApiServer.StartAsync(clock, port: 0, CancellationToken.None), clock);

    public KubernetesConnection Connect(string kubeconfig) =>
        NodeGc.Kubernetes.Connection.Kubeconfig.Connect([Write("config", kubeconfig)]);

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public static KubernetesClient ClientOf(KubernetesConnection connection) =>
        new(connection, "kubernetes-tests", TimeProvider.System);

    /// <summary>A client of the other kind, or of the same.</summary>
    public SpeakingClient ClientOf(Speaker speaker, TimeProvider time) => new(speaker, Connection, time);

    public Task<Node> AddNodeAsync(string name) =>
        Nodes.CreateAsync(new Node { Metadata = new ObjectMeta { Name = name } }, CancellationToken.None);

    public Task DeleteNodeAsync(string name) =>
        Nodes.DeleteAsync(new ObjectKey(null, name), DeleteOptions.Any, CancellationToken.None);

    public static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!condition())
        {
            if (DateTime.UtcNow > deadline)
                throw new AssertionException($"Not so after {Patience.TotalSeconds} s.");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Api.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
