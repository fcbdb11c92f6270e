using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Configuration;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Kubernetes.Tests;

/// <summary>An API server that can be broken, with a client on it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly PackageClient package;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-client-");

    private Server(TestApiServer api, TimeProvider clock)
    {
        Api = api;
        Connection = Connect(api.AdminKubeconfig());
        package = PackageClient.Connect(Connection, "kubernetes-tests", clock);
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
        NodeGc.Kubernetes.Configuration.Kubeconfig.Connect([Write("config", kubeconfig)]);

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
        DeleteAsync(CoreResources.Nodes, new Node { Metadata = new ObjectMeta { Name = name } });

    /// <summary>Deletes an object, which the product never does.</summary>
    public async Task DeleteAsync<T>(ResourceType<T> type, T value)
        where T : class, IKubernetesObject
    {
        var path = $"{type.CollectionPath(value.Metadata.Namespace)}/{value.Metadata.Name}";
        using var response = await package.HttpClient.DeleteAsync(new Uri(package.BaseUri, path));
    }

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
        package.Dispose();
        await Api.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
