using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using NodeGc.Testing.ApiServer.RealControlPlane;
using NodeGc.Testing.Programs;

namespace NodeGc.Testing.ApiServer;

/// <summary>
/// The cluster that a suite runs against: the API server in this process, or a real one when <c>KUBEBUILDER_ASSETS</c>
/// names a folder with <c>etcd</c> and <c>kube-apiserver</c>. What a suite does must work on both.
/// </summary>
public sealed partial class TestCluster : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly IControlPlane controlPlane;

    private TestCluster(DirectoryInfo folder, IControlPlane controlPlane)
    {
        (this.folder, this.controlPlane) = (folder, controlPlane);
        Http = MakeHttpClient(controlPlane.AdminToken);
        Kubectl = KubectlWith(AdminKubeconfigPath);
        Objects = new ClusterObjects(Http);
    }

    /// <summary>Where the API is served.</summary>
    public Uri Url => controlPlane.Url;

    /// <summary>The certificate that signed the server's, in PEM.</summary>
    public string AuthorityPem => controlPlane.AuthorityPem;

    /// <summary>A kubeconfig with every right.</summary>
    public string AdminKubeconfigPath => Path.Combine(folder.FullName, "admin.kubeconfig");

    /// <summary>A kubectl with every right.</summary>
    public Kubectl Kubectl { get; }

    /// <summary>A client with every right, for what suites send by hand. Its base address is
    /// <see cref="Url"/>.</summary>
    public HttpClient Http { get; }

    /// <summary>Puts objects into the cluster and reads them back.</summary>
    public ClusterObjects Objects { get; }

    /// <summary>The server in this process with its switches; null on a real one, so a suite that needs it cannot run
    /// there.</summary>
    public TestApiServer? InProcess => controlPlane as TestApiServer;

    /// <summary>Whether dependents are collected and namespaces go away; a real API server alone does
    /// neither.</summary>
    public bool RunsControllers => controlPlane.RunsControllers;

    /// <summary>Of the real server that clusters are started on, as 1.20; null where it is the one in this process,
    /// which serves what the newest does.</summary>
    public static Version? RealVersion => NamedControlPlane.Folder is null ? null : NamedControlPlane.Version;

    /// <summary>Whether the server is older than this release of Kubernetes; the one in this process never
    /// is.</summary>
    public static bool IsOlderThan(int major, int minor) =>
        RealVersion is { } version && version < new Version(major, minor);

    /// <summary>How a field of a custom resource is named where it is refused: Kubernetes before 1.24 says
    /// <c>spec.names</c> of what is <c>spec.names[1]</c>.</summary>
    public static string AsNamedByServer(string field) => IsOlderThan(1, 24) ? ItemIndex().Replace(field, "") : field;

    /// <summary>Starts an empty cluster.</summary>
    public static async Task<TestCluster> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("nodegc-cluster-");
        IControlPlane controlPlane = NamedControlPlane.Folder is { } assets
            ? await ReusedControlPlanes.StartAsync(assets, cancellationToken)
            : await TestApiServer.StartAsync(TimeProvider.System, port: 0, cancellationToken);
        return await StartAsync(folder, controlPlane, cancellationToken);
    }

    /// <summary>Starts an empty cluster in this process whose server goes by <paramref name="clock"/>.</summary>
    public static async Task<TestCluster> StartInProcessAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var server = await TestApiServer.StartAsync(clock, port: 0, cancellationToken);
        return await StartAsync(Directory.CreateTempSubdirectory("nodegc-cluster-"), server, cancellationToken);
    }

    private static async Task<TestCluster> StartAsync(
        DirectoryInfo folder,
        IControlPlane controlPlane,
        CancellationToken cancellationToken
    )
    {
        var cluster = new TestCluster(folder, controlPlane);
        var kubeconfig = Kubeconfig.WithToken(controlPlane.Url, controlPlane.AuthorityPem, controlPlane.AdminToken);
        await PrivateFile.WriteAsync(cluster.AdminKubeconfigPath, kubeconfig, cancellationToken);
        return cluster;
    }

    /// <summary>Writes a kubeconfig with the rights of a service account, which must exist. Its token is good for an
    /// hour.</summary>
    /// <returns>The path of the file.</returns>
    public Task<string> MintKubeconfigAsync(
        string @namespace,
        string serviceAccount,
        CancellationToken cancellationToken
    ) => MintKubeconfigAsync(@namespace, serviceAccount, pod: null, cancellationToken);

    /// <summary>The same with the token that a pod of the account has, as a kubelet mounts it.</summary>
    public async Task<string> MintKubeconfigAsync(
        string @namespace,
        string serviceAccount,
        string? pod,
        CancellationToken cancellationToken
    )
    {
        var token = await MintTokenAsync(@namespace, serviceAccount, pod, cancellationToken);
        var path = Path.Combine(folder.FullName, $"{@namespace}-{serviceAccount}-{Guid.NewGuid():N}.kubeconfig");
        await PrivateFile.WriteAsync(path, Kubeconfig.WithToken(Url, AuthorityPem, token), cancellationToken);
        return path;
    }

    /// <summary>A token of a service account, good for an hour.</summary>
    public Task<string> MintTokenAsync(string @namespace, string serviceAccount, CancellationToken cancellationToken) =>
        MintTokenAsync(@namespace, serviceAccount, pod: null, cancellationToken);

    /// <summary>The same for a pod of the account, which must exist: since Kubernetes 1.30, the token then names its
    /// node as well.</summary>
    public Task<string> MintTokenAsync(
        string @namespace,
        string serviceAccount,
        string? pod,
        CancellationToken cancellationToken
    ) => Objects.RequestTokenAsync(@namespace, serviceAccount, pod, cancellationToken);

    /// <summary>
    /// Waits until a service account may read an API path, or may not: the authorizer of a real server learns of new
    /// roles and bindings a moment after they are stored.
    /// </summary>
    public async Task AwaitAccessAsync(
        string @namespace,
        string serviceAccount,
        string path,
        bool allowed,
        CancellationToken cancellationToken
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        using var client = MakeHttpClient(await MintTokenAsync(@namespace, serviceAccount, deadline.Token));
        while (true)
        {
            using var answer = await client.GetAsync(path, deadline.Token);
            if (answer.StatusCode == (allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden))
                return;
            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>A kubectl with the rights of a kubeconfig, and a home of its own.</summary>
    public Kubectl KubectlWith(string kubeconfigPath, KubectlVersion? version = null) =>
        new(kubeconfigPath, folder.CreateSubdirectory($"home-{Guid.NewGuid():N}").FullName, version);

    /// <summary>A client that trusts this cluster and sends a bearer token; none for an anonymous one. The caller
    /// disposes of it.</summary>
    public HttpClient MakeHttpClient(string? token)
    {
        var client = new HttpClient(TrustingHandler.For(AuthorityPem))
        {
            BaseAddress = Url,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await controlPlane.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex ItemIndex();
}
