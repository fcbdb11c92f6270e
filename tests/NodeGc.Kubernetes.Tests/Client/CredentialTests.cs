using Microsoft.Extensions.Time.Testing;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Tests.Client;

[TestFixture(Speaker.Operator)]
[TestFixture(Speaker.Agent)]
public sealed class CredentialTests(Speaker speaker)
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private Server server = null!;

    [SetUp]
    public async Task StartAsync() => server = await Server.StartAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Takes_a_rotated_token_from_its_file_as_soon_as_the_old_one_is_refused()
    {
        var path = server.Write("token", "expired");
        using var client = ClientOf(server.Connection with { Token = new BearerToken.InFile(path) });
        Assert.That(() => ListAsync(client), FailsAs(KubernetesErrorKind.Unauthorized));

        server.Write("token", server.Api.AdminToken + "\n");

        Assert.That(await ListAsync(client), Is.Zero);
    }

    [Test]
    public async Task Reads_the_token_file_again_after_a_while_without_being_refused()
    {
        var clock = new FakeTimeProvider();
        using var reader = new BearerTokenReader(new BearerToken.InFile(server.Write("token", "one")), clock);
        Assert.That(await reader.ReadAsync(Token), Is.EqualTo("one"));
        server.Write("token", "two");

        Assert.That(await reader.ReadAsync(Token), Is.EqualTo("one"));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await reader.ReadAsync(Token), Is.EqualTo("two"));
    }

    [Test]
    public void Counts_a_missing_token_file_as_a_refusal_that_may_pass()
    {
        using var client = ClientOf(server.Connection with { Token = new BearerToken.InFile("/nowhere/token") });

        var failure = Assert.ThrowsAsync<KubernetesException>(() => ListAsync(client));

        Assert.That((failure!.Kind, failure.IsTransient), Is.EqualTo((KubernetesErrorKind.Unauthorized, true)));
        Assert.That(failure.Message, Does.Contain("/nowhere/token"));
    }

    [Test]
    public async Task Shows_a_client_certificate()
    {
        var (certificate, key) = server.Api.IssueClientCertificate("admin", ["system:masters"]);
        using var client = ClientOf(
            server.Connect(
                NodeGc.Testing.ApiServer.Kubeconfig.WithCertificate(
                    server.Api.Url,
                    server.Api.AuthorityPem,
                    certificate,
                    key
                )
            )
        );

        Assert.That(await ListAsync(client), Is.Zero);
    }

    [Test]
    public void Talks_to_no_server_that_an_unknown_authority_vouches_for()
    {
        using var client = ClientOf(server.Connection with { CertificateAuthorities = null });

        Assert.That(() => ListAsync(client), FailsAs(KubernetesErrorKind.Transport));
    }

    [Test]
    public void Talks_to_no_server_of_another_name()
    {
        using var client = ClientOf(server.Connection with { TlsServerName = "elsewhere.example" });

        Assert.That(() => ListAsync(client), FailsAs(KubernetesErrorKind.Transport));
    }

    [Test]
    public async Task Checks_no_certificate_where_the_kubeconfig_says_so()
    {
        using var client = ClientOf(server.Connection with { CertificateAuthorities = null, SkipTlsVerify = true });

        Assert.That(await ListAsync(client), Is.Zero);
    }

    [Test]
    public async Task Shows_the_token_that_a_credential_plugin_prints()
    {
        using var client = ClientOf(WithPlugin(server.Write("token", server.Api.AdminToken)));

        Assert.That(await ListAsync(client), Is.Zero);
    }

    [Test]
    public async Task Runs_a_credential_plugin_again_once_its_token_is_refused()
    {
        var clock = new FakeTimeProvider();
        var path = server.Write("token", "expired");
        using var client = new SpeakingClient(speaker, WithPlugin(path), clock);
        Assert.That(() => ListAsync(client), FailsAs(KubernetesErrorKind.Unauthorized));

        server.Write("token", server.Api.AdminToken);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await ListAsync(client), Is.Zero);
    }

    [Test]
    public void Counts_a_plugin_that_fails_later_as_a_refusal_that_may_pass()
    {
        var path = server.Write("token", "first");
        using var client = ClientOf(WithPlugin(path));
        File.Delete(path);

        var failure = Assert.ThrowsAsync<KubernetesException>(() => ListAsync(client));

        Assert.That((failure!.Kind, failure.IsTransient), Is.EqualTo((KubernetesErrorKind.Unauthorized, true)));
        Assert.That(failure.Message, Does.Contain("credential plugin").And.Not.Contain("   at "));
    }

    private SpeakingClient ClientOf(KubernetesConnection connection) => new(speaker, connection, TimeProvider.System);

    /// <summary>A kubeconfig whose user has a plugin that prints what is in a file.</summary>
    private KubernetesConnection WithPlugin(string tokenPath)
    {
        var script = server.Write(
            "plugin",
            $$$"""
            token=$(cat {{{tokenPath}}}) || exit 1
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
            echo '"status":{"token":"'$token'"}}'
            """
        );
        var kubeconfig = server
            .Api.AdminKubeconfig()
            .Replace(
                $"token: \"{server.Api.AdminToken}\"",
                "exec: { apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: /bin/sh, "
                    + $"args: [{script}] }}",
                StringComparison.Ordinal
            );
        Assert.That(kubeconfig, Does.Contain("exec:"));
        return server.Connect(kubeconfig);
    }

    private static Task<int> ListAsync(SpeakingClient client) => client.ListAsync(Token);

    private static NUnit.Framework.Constraints.EqualConstraint<KubernetesErrorKind> FailsAs(KubernetesErrorKind kind) =>
        Throws.TypeOf<KubernetesException>().With.Property(nameof(KubernetesException.Kind)).EqualTo(kind);
}
