using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Testing;

namespace NodeGc.Kubernetes.Tests.Client;

public sealed class CredentialTests
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
        using var client = Server.ClientOf(server.Connection with { Token = new BearerToken.InFile(path) });
        Assert.That(() => ListAsync(client), FailsAs(KubernetesErrorKind.Unauthorized));

        server.Write("token", server.Api.AdminToken + "\n");

        Assert.That(await ListAsync(client), Is.Zero);
    }

    [Test]
    public void Reads_the_token_file_again_after_a_while_without_being_refused()
    {
        var clock = new ManualClock();
        var reader = new BearerTokenReader(new BearerToken.InFile(server.Write("token", "one")), clock);
        Assert.That(reader.Read(), Is.EqualTo("one"));
        server.Write("token", "two");

        Assert.That(reader.Read(), Is.EqualTo("one"));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(reader.Read(), Is.EqualTo("two"));
    }

    [Test]
    public void Counts_a_missing_token_file_as_a_refusal_that_may_pass()
    {
        using var client = Server.ClientOf(server.Connection with { Token = new BearerToken.InFile("/nowhere/token") });

        var failure = Assert.ThrowsAsync<KubernetesException>(() => ListAsync(client));

        Assert.That((failure!.Kind, failure.IsTransient), Is.EqualTo((KubernetesErrorKind.Unauthorized, true)));
        Assert.That(failure.Message, Does.Contain("/nowhere/token"));
    }

    [Test]
    public async Task Shows_a_client_certificate()
    {
        var (certificate, key) = server.Api.IssueClientCertificate("admin", ["system:masters"]);
        using var client = Server.ClientOf(server.Connect(
            NodeGc.Testing.ApiServer.Kubeconfig.WithCertificate(server.Api.Url, server.Api.AuthorityPem, certificate, key)));

        Assert.That(await ListAsync(client), Is.Zero);
    }

    [Test]
    public void Talks_to_no_server_that_an_unknown_authority_vouches_for()
    {
        using var client = Server.ClientOf(server.Connection with { CertificateAuthorities = null });

        Assert.That(() => ListAsync(client), FailsAs(KubernetesErrorKind.Transport));
    }

    [Test]
    public void Talks_to_no_server_of_another_name()
    {
        using var client = Server.ClientOf(server.Connection with { TlsServerName = "elsewhere.example" });

        Assert.That(() => ListAsync(client), FailsAs(KubernetesErrorKind.Transport));
    }

    [Test]
    public async Task Checks_no_certificate_where_the_kubeconfig_says_so()
    {
        using var client = Server.ClientOf(server.Connection with { CertificateAuthorities = null, SkipTlsVerify = true });

        Assert.That(await ListAsync(client), Is.Zero);
    }

    private static async Task<int> ListAsync(KubernetesClient client) =>
        (await client.Resource(NodeGc.Kubernetes.Objects.Core.CoreResources.Nodes).ListAsync(ListOptions.All, Token)).Items.Length;

    private static NUnit.Framework.Constraints.EqualConstraint<KubernetesErrorKind> FailsAs(KubernetesErrorKind kind) =>
        Throws.TypeOf<KubernetesException>().With.Property(nameof(KubernetesException.Kind)).EqualTo(kind);
}
