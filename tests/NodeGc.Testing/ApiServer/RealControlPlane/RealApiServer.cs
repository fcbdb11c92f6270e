using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using NodeGc.Testing.ApiServer.Hosting;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>
/// A real etcd and kube-apiserver, and a kube-controller-manager when there is one beside them, on loopback ports with
/// everything in one temporary folder. Authorization is RBAC, as in a real cluster.
/// </summary>
internal sealed class RealApiServer : IControlPlane
{
    private readonly ServerCertificates certificates = new();
    private readonly Stack<ChildProcess> processes = [];
    private readonly string assets;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-control-plane-");
    private readonly Uri etcd = new($"http://127.0.0.1:{FreePort()}");
    private readonly ControlPlaneFiles files;
    private readonly ControlPlaneContents contents;

    private RealApiServer(string assets)
    {
        this.assets = assets;
        files = new ControlPlaneFiles(folder.FullName);
        Url = new Uri($"https://127.0.0.1:{FreePort()}");
        contents = new ControlPlaneContents(etcd, Url, AuthorityPem, AdminToken);
    }

    public Uri Url { get; }

    public string AuthorityPem => certificates.AuthorityPem;

    public string AdminToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool RunsControllers => File.Exists(Path.Combine(assets, "kube-controller-manager"));

    public static async Task<RealApiServer> StartAsync(string assets, CancellationToken cancellationToken)
    {
        var server = new RealApiServer(assets);
        try
        {
            await server.StartAllAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes out whatever was put into it. The controllers start again: those that saw kinds go are late to learn of
    /// the next ones, by minutes.
    /// </summary>
    public async Task EmptyAsync()
    {
        if (RunsControllers)
            await processes.Pop().DisposeAsync();
        await contents.EmptyAsync();
        await StartControllersAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        // In the reverse order of their start: the API server must not outlive its etcd and complain about it.
        while (processes.TryPop(out var process))
            await process.DisposeAsync();
        contents.Dispose();
        certificates.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        var kubeconfig = Kubeconfig.WithToken(Url, AuthorityPem, AdminToken);
        await files.WriteAsync(certificates, AdminToken, kubeconfig, cancellationToken);
        Start("etcd", ControlPlaneArguments.Etcd(files, etcd));
        await Readiness.WaitAsync(new Uri(etcd, "/health"), processes.Peek(), AuthorityPem, cancellationToken);
        Start("kube-apiserver", ControlPlaneArguments.ApiServer(files, etcd, Url.Port));
        await Readiness.WaitAsync(new Uri(Url, "/readyz"), processes.Peek(), AuthorityPem, cancellationToken);
        await contents.RememberAsync(cancellationToken);
        await StartControllersAsync(cancellationToken);
    }

    private async Task StartControllersAsync(CancellationToken cancellationToken)
    {
        if (!RunsControllers)
            return;
        var health = new Uri($"https://127.0.0.1:{FreePort()}/healthz");
        Start(
            "kube-controller-manager",
            ControlPlaneArguments.ControllerManager(files, health.Port, NamedControlPlane.Version)
        );
        await Readiness.WaitAsync(health, processes.Peek(), AuthorityPem, cancellationToken);
    }

    private void Start(string name, ImmutableArray<string> arguments) =>
        processes.Push(ChildProcess.Start(Path.Combine(assets, name), arguments));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
