using System.Collections.Immutable;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Admission;
using NodeGc.Testing.ApiServer.Background;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Hosting;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Patching;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;
using NodeGc.Testing.ApiServer.Watching;

namespace NodeGc.Testing.ApiServer;

/// <summary>
/// A Kubernetes API server in this process: a faithful part of the real one, with everything in memory, and with
/// switches to make things go wrong. Suites that use none of the switches run against a real server as well, through
/// <see cref="TestCluster"/>.
/// </summary>
public sealed class TestApiServer : IControlPlane
{
    private readonly ObjectStore store = new();
    private readonly WatchControl watches = new();
    private readonly ServerCertificates certificates = new();
    private readonly Authenticator authenticator;
    private readonly Controllers controllers;
    private readonly Listener listener;

    private TestApiServer(TimeProvider clock)
    {
        var catalog = new ResourceCatalog(store);
        var tokens = new ServiceAccountTokens(store, clock);
        var admission = new ValidatingAdmission(store, new RbacAuthorizer(store));
        var deletion = new ObjectDeletion(store, admission, clock);
        authenticator = new Authenticator(tokens);
        listener = new Listener(certificates, Pipeline(catalog, tokens, admission, deletion, clock).HandleAsync);
        var sweeper = new ObjectSweeper(store, catalog, deletion);
        controllers = new Controllers(
            store,
            [
                new KindEstablishment(store, sweeper, clock),
                new RoleAggregation(store),
                new NamespaceLifecycle(store, catalog, sweeper, clock),
                new GarbageCollection(store, catalog, sweeper),
            ]
        );
        ClusterContents.Seed(store, clock);
    }

    /// <summary>The address, with a port that stays the same when the server stops and starts to listen.</summary>
    public Uri Url => new($"https://127.0.0.1:{listener.Port}");

    /// <summary>A bearer token for which everything is allowed.</summary>
    public string AdminToken => authenticator.AdminToken;

    /// <summary>The certificate that signed the server's, in PEM.</summary>
    public string AuthorityPem => certificates.AuthorityPem;

    /// <inheritdoc/>
    public bool RunsControllers => true;

    /// <summary>Makes chosen requests fail.</summary>
    public FaultInjection Faults { get; } = new();

    /// <summary>Every request so far.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>What each user was allowed to do so far.</summary>
    public RightsLog Rights { get; } = new();

    /// <summary>Starts a server with the namespaces <c>default</c> and <c>kube-system</c> and nothing else.</summary>
    /// <param name="clock">Whose time is stamped on objects and counts for tokens and bookmarks.</param>
    /// <param name="port">0 for any free port.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<TestApiServer> StartAsync(
        TimeProvider clock,
        int port,
        CancellationToken cancellationToken
    )
    {
        var server = new TestApiServer(clock);
        server.controllers.Start();
        await server.listener.OpenAsync(port, cancellationToken);
        return server;
    }

    /// <summary>A kubeconfig with every right.</summary>
    public string AdminKubeconfig() => Kubeconfig.WithToken(Url, AuthorityPem, AdminToken);

    /// <summary>A client certificate of the server's authority: the user's name and groups are in its
    /// subject.</summary>
    public (string CertificatePem, string KeyPem) IssueClientCertificate(string user, ImmutableArray<string> groups) =>
        certificates.IssueClient(user, groups);

    /// <summary>Forgets all history: watches from before now get 410, further pages of listings too.</summary>
    public void Compact() => store.Compact();

    /// <summary>Watches send nothing until <see cref="ReleaseWatches"/>.</summary>
    public void HoldWatches() => watches.Hold();

    /// <summary>Watches send what they held back.</summary>
    public void ReleaseWatches() => watches.Release();

    /// <summary>Every watch that allows it sends a bookmark now instead of within the next minute.</summary>
    public void SendBookmarks() => watches.WantBookmarks();

    /// <summary>Breaks all connections; clients may connect again at once.</summary>
    public void DropConnections() => listener.DropConnections();

    /// <summary>Breaks all connections and refuses new ones.</summary>
    public Task StopListeningAsync() => listener.CloseAsync();

    /// <summary>Accepts connections again, on the same port, with all objects still there.</summary>
    public Task ListenAgainAsync(CancellationToken cancellationToken) =>
        listener.OpenAsync(listener.Port, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        await controllers.DisposeAsync();
        certificates.Dispose();
    }

    private RequestPipeline Pipeline(
        ResourceCatalog catalog,
        ServiceAccountTokens tokens,
        ValidatingAdmission admission,
        ObjectDeletion deletion,
        TimeProvider clock
    )
    {
        var authorizer = new RbacAuthorizer(store);
        var creation = new ObjectCreation(store, admission, clock);
        var update = new ObjectUpdate(store, admission, clock);
        var handlers = new ResourceHandlers(store)
        {
            Reading = new ObjectReading(store),
            Creation = creation,
            Update = update,
            Patch = new ObjectPatch(update, new ServerSideApply(store, authorizer, creation, update, clock)),
            Deletion = deletion,
            Watcher = new Watcher(store, watches, clock),
            Reviews = new AccessReviews(authorizer, authenticator),
            TokenRequests = new TokenRequests(store, tokens, clock),
        };
        return new RequestPipeline(catalog, Faults, Requests, clock)
        {
            Authenticator = authenticator,
            Authorizer = authorizer,
            Rights = Rights,
            PublicPaths = new PublicPaths(new Discovery(catalog)),
            Router = new ResourceRouter(handlers, clock),
        };
    }
}
