using System.Net;
using NodeGc.Dashboard.Tests.Clusters;

namespace NodeGc.Dashboard.Tests;

/// <summary>What the dashboard answers to browsers and to others.</summary>
[Category("Real")]
internal sealed class RequestTests
{
    private HttpClient http = null!;

    [OneTimeSetUp]
    public async Task Start() => http = new HttpClient { BaseAddress = await Scenes.GetDashboardAsync() };

    [OneTimeTearDown]
    public void Stop() => http.Dispose();

    [TestCase("/")]
    [TestCase("/assets/dashboard.js")]
    [TestCase("/none")]
    public async Task Every_response_has_the_headers_that_protect_it(string path)
    {
        using var answer = await http.GetAsync(path);
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
        var policy = Header("Content-Security-Policy");
        Assert.That(policy, Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self'"));
        Assert.That(policy, Does.Contain("frame-ancestors 'none'").And.Not.Contains("unsafe"));
        Assert.That(Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
        Assert.That(Header("Referrer-Policy"), Is.EqualTo("no-referrer"));
        Assert.That(Header("X-Frame-Options"), Is.EqualTo("DENY"));
        Assert.That(Header("Server"), Is.Empty);
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    public async Task Only_reading_is_allowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");
        using var answer = await http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(answer.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "HEAD" }));
    }

    [Test]
    public async Task HEAD_has_the_headers_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        using var answer = await http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentLength, Is.GreaterThan(1000));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    /// <summary>A web site whose name points to 127.0.0.1 must not read the page.</summary>
    [TestCase("attacker.example", ExpectedResult = HttpStatusCode.MisdirectedRequest)]
    [TestCase("localhost.attacker.example:8082", ExpectedResult = HttpStatusCode.MisdirectedRequest)]
    [TestCase("10.0.0.1", ExpectedResult = HttpStatusCode.MisdirectedRequest)]
    [TestCase("localhost:8082", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("[::1]:8082", ExpectedResult = HttpStatusCode.OK)]
    public async Task<HttpStatusCode> Only_local_hosts_are_served(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    [Test]
    public async Task Assets_are_kept_by_the_browser_until_the_next_release()
    {
        var html = await http.GetStringAsync("/");
        var address = html.Split('"')
            .Single(part => part.StartsWith("/assets/dashboard.js?v=", StringComparison.Ordinal));
        using var tagged = await http.GetAsync(address);
        using var other = await http.GetAsync("/assets/dashboard.js?v=0");
        Assert.That(tagged.Headers.CacheControl!.ToString(), Does.Contain("max-age=31536000"));
        Assert.That(other.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(await http.GetStringAsync("/assets/dashboard.js.LICENSES.txt"), Does.Contain("chart.js 4.6.1"));
    }

    /// <summary>The list of nodes comes from the operator's cache; one node is read every few seconds at
    /// most.</summary>
    [Test]
    public async Task Pages_cause_hardly_any_requests_to_the_API_server()
    {
        var server = (await Scenes.GetClusterAsync()).Cluster.InProcess;
        Assume.That(server, Is.Not.Null, "a real API server does not show its requests");
        int Reads() =>
            server!.Requests.All.Count(request =>
                request.Method == "GET"
                && request.Path.StartsWith("/apis/nodegc.io/v1alpha1/nodestorages/", StringComparison.Ordinal)
            );
        var before = Reads();
        for (var visit = 0; visit < 20; visit++)
        {
            await http.GetStringAsync("/");
            await http.GetStringAsync($"/cleanups/{SampleCluster.Cleanup}");
            await http.GetStringAsync("/nodes/build-12");
            await http.GetStringAsync("/nodes/no-such-node").ContinueWith(_ => { }, TaskScheduler.Default);
        }
        Assert.That(Reads() - before, Is.InRange(1, 4));
    }
}
