using NodeGc.Testing.ApiServer;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Testing.Tests.InProcess;

/// <summary>The switches of the server in this process, which no real one has.</summary>
internal sealed class FaultTests
{
    private const string Nodes = "/api/v1/nodes";

    private TestApiServer server = null!;
    private HttpClient http = null!;

    private Api Api => new(http);

    [SetUp]
    public async Task Start()
    {
        server = await TestApiServer.StartAsync(TimeProvider.System, port: 0, default);
        http = ServerClient.For(server);
    }

    [TearDown]
    public async Task Stop()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Test]
    public async Task Fails_as_many_requests_as_configured_and_no_others()
    {
        server.Faults.Next(2, request => request.Path == Nodes, new Fault.Answer(503, RetryAfterSeconds: 7));

        var codes = new[]
        {
            await CodeAsync(Nodes),
            await CodeAsync("/api/v1/pods"),
            await CodeAsync(Nodes),
            await CodeAsync(Nodes),
        };

        Assert.That(codes, Is.EqualTo(new[] { 503, 200, 503, 200 }));
    }

    [Test]
    public async Task Breaks_the_connection_before_or_after_the_work_is_done()
    {
        server.Faults.Next(1, request => request.Method == "POST", new Fault.Abort());
        server.Faults.Next(1, request => request.Method == "POST", new Fault.AbortAfterwards());

        Assert.That(() => CreateAsync("before"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(() => CreateAsync("after"), Throws.InstanceOf<HttpRequestException>());

        Assert.That((await CodeAsync(Nodes + "/before"), await CodeAsync(Nodes + "/after")), Is.EqualTo((404, 200)));
    }

    [Test]
    public async Task Holds_watches_until_they_are_released()
    {
        using var watch = await Api.WatchAsync(Nodes + "?watch=true&allowWatchBookmarks=true");
        server.HoldWatches();
        await CreateAsync("late");
        var next = watch.NextAsync();
        var wasHeld = !next.IsCompleted;

        server.ReleaseWatches();

        Assert.That(wasHeld, Is.True);
        Assert.That(await next, Is.EqualTo("ADDED late"));
    }

    [Test]
    public async Task Sends_a_bookmark_with_the_present_version_on_demand()
    {
        using var watch = await Api.WatchAsync(Nodes + "?watch=true&allowWatchBookmarks=true");
        await Api.SendAsync(
            HttpMethod.Post,
            "/api/v1/namespaces/default/configmaps",
            """{ "metadata": { "name": "c" } }""",
            "application/json"
        );
        var version = (await Api.GetAsync(Nodes)).Version;

        server.SendBookmarks();
        var bookmark = await watch.NextEventAsync();

        Assert.That(bookmark!["type"]!.ToString(), Is.EqualTo("BOOKMARK"));
        Assert.That(
            long.Parse(bookmark["object"]!["metadata"]!["resourceVersion"]!.ToString()),
            Is.GreaterThanOrEqualTo(long.Parse(version))
        );
    }

    [Test]
    public async Task Answers_a_watch_from_a_forgotten_version_with_expired()
    {
        await CreateAsync("one");
        var version = (await Api.GetAsync(Nodes)).Version;

        server.Compact();
        using var watch = await Api.WatchAsync($"{Nodes}?watch=true&resourceVersion={version}");
        var error = await watch.NextEventAsync();

        Assert.That(error!["type"]!.ToString(), Is.EqualTo("ERROR"));
        Assert.That((int)error["object"]!["code"]!, Is.EqualTo(410));
        Assert.That(error["object"]!["reason"]!.ToString(), Is.EqualTo("Expired"));
        Assert.That(await watch.NextAsync(), Is.EqualTo("END"));
    }

    [Test]
    public async Task Ends_a_running_watch_with_expired_when_history_is_forgotten_before_it_was_sent()
    {
        using var watch = await Api.WatchAsync(Nodes + "?watch=true");
        server.HoldWatches();
        await CreateAsync("missed");
        server.Compact();
        server.ReleaseWatches();

        Assert.That((await watch.NextEventAsync())!["type"]!.ToString(), Is.EqualTo("ERROR"));
    }

    [Test]
    public async Task Answers_the_next_page_of_a_forgotten_listing_with_expired()
    {
        await CreateAsync("one");
        await CreateAsync("two");
        var first = await Api.GetAsync(Nodes + "?limit=1");

        server.Compact();
        var second = await Api.GetAsync($"{Nodes}?limit=1&continue={first.Text("metadata.continue")}");

        Assert.That((second.Code, second.Reason), Is.EqualTo((410, "Expired")));
    }

    [Test]
    public async Task Keeps_address_and_objects_when_it_stops_and_starts_to_listen()
    {
        await CreateAsync("kept");
        var url = server.Url;

        await server.StopListeningAsync();
        Assert.That(() => CodeAsync(Nodes), Throws.InstanceOf<HttpRequestException>());
        await server.ListenAgainAsync(default);

        Assert.That(server.Url, Is.EqualTo(url));
        Assert.That(await CodeAsync(Nodes + "/kept"), Is.EqualTo(200));
    }

    [Test]
    public async Task Drops_connections_in_the_middle_of_a_watch()
    {
        using var watch = await Api.WatchAsync(Nodes + "?watch=true");

        server.DropConnections();

        Assert.That(() => watch.NextAsync(), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Remembers_every_request()
    {
        await CodeAsync(Nodes + "?limit=1");

        Assert.That(server.Requests.All, Is.EqualTo(new[] { new SeenRequest("GET", Nodes, "?limit=1") }));
    }

    private async Task<int> CodeAsync(string path) => (await Api.GetAsync(path)).Code;

    private Task<Answer> CreateAsync(string name) =>
        Api.SendAsync(
            HttpMethod.Post,
            Nodes,
            $$"""{ "apiVersion": "v1", "kind": "Node", "metadata": { "name": "{{name}}" } }""",
            "application/json"
        );
}
