using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Testing.Tests.InProcess;

internal sealed class AuthenticationTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private TestApiServer server = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task Start()
    {
        server = await TestApiServer.StartAsync(clock, port: 0, default);
        admin = ServerClient.For(server);
        await new Api(admin).SendAsync(
            HttpMethod.Post,
            "/api/v1/namespaces/default/serviceaccounts",
            """{ "metadata": { "name": "robot" } }""",
            "application/json"
        );
    }

    [TearDown]
    public async Task Stop()
    {
        admin.Dispose();
        await server.DisposeAsync();
    }

    [Test]
    public async Task Does_not_know_a_token_any_more_when_its_time_is_up()
    {
        var token = await MintAsync();
        var before = await CodeWithAsync(token);

        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.That((before, await CodeWithAsync(token)), Is.EqualTo((403, 401)));
    }

    [Test]
    public async Task Does_not_know_a_token_any_more_when_its_account_is_gone()
    {
        var token = await MintAsync();

        await new Api(admin).DeleteAsync("/api/v1/namespaces/default/serviceaccounts/robot");

        Assert.That(await CodeWithAsync(token), Is.EqualTo(401));
    }

    [Test]
    public async Task Knows_people_by_their_client_certificates()
    {
        var (certificate, key) = server.IssueClientCertificate("jane", ["system:masters"]);
        using var handler = TrustingHandler.For(server.AuthorityPem);
        using var pair = X509Certificate2.CreateFromPem(certificate, key);
        handler.SslOptions.ClientCertificates =
        [
            X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null),
        ];
        using var http = new HttpClient(handler) { BaseAddress = server.Url };

        var answer = await new Api(http).GetAsync("/api/v1/nodes");

        Assert.That(answer.Code, Is.EqualTo(200), answer.Message);
    }

    private async Task<string> MintAsync() =>
        (
            await new Api(admin).SendAsync(
                HttpMethod.Post,
                "/api/v1/namespaces/default/serviceaccounts/robot/token",
                """{ "spec": { "expirationSeconds": 3600 } }""",
                "application/json"
            )
        ).Text("status.token");

    private async Task<int> CodeWithAsync(string token)
    {
        using var http = new HttpClient(TrustingHandler.For(server.AuthorityPem)) { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await new Api(http).GetAsync("/api/v1/nodes")).Code;
    }
}
