using k8s;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using KubernetesException = NodeGc.Kubernetes.Client.KubernetesException;

namespace NodeGc.Kubernetes.Tests.Connection;

/// <summary>Three certificates: the right one, one of another name, and one of another authority.</summary>
[TestFixture(Speaker.Operator)]
[TestFixture(Speaker.Agent)]
public sealed class CertificateTests(Speaker speaker)
{
    private static readonly string Empty = RawServer.Json("""{"metadata":{"resourceVersion":"1"},"items":[]}""");
    private readonly Authority ours = new("ours");
    private readonly Authority others = new("others");

    [OneTimeTearDown]
    public void Forget()
    {
        ours.Dispose();
        others.Dispose();
    }

    [Test]
    public async Task Talks_to_the_server_that_its_authority_vouches_for()
    {
        await using var server = RawServer.Start(Empty, ours.Sign("127.0.0.1"));

        Assert.That(await ListAsync(server, Trusting(ours)), Is.Zero);
    }

    [Test]
    public async Task Talks_to_no_server_of_another_name()
    {
        await using var server = RawServer.Start(Empty, ours.Sign("elsewhere.example"));

        Assert.That(() => ListAsync(server, Trusting(ours)), FailsInTransport());
    }

    [Test]
    public async Task Talks_to_no_server_of_another_authority()
    {
        await using var server = RawServer.Start(Empty, others.Sign("127.0.0.1"));

        Assert.That(() => ListAsync(server, Trusting(ours)), FailsInTransport());
    }

    [Test]
    public async Task Trusts_every_authority_of_a_bundle()
    {
        await using var server = RawServer.Start(Empty, ours.Sign("127.0.0.1"));

        Assert.That(await ListAsync(server, Trusting(others, ours)), Is.Zero);
    }

    [Test]
    public async Task Checks_the_name_that_the_kubeconfig_gives_the_server()
    {
        await using var server = RawServer.Start(Empty, ours.Sign("elsewhere.example"));

        Assert.That(
            await ListAsync(server, connection =>
                Trusting(ours)(connection) with
                {
                    TlsServerName = "elsewhere.example",
                }
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task Checks_nothing_where_the_kubeconfig_says_so()
    {
        await using var server = RawServer.Start(Empty, others.Sign("elsewhere.example"));

        Assert.That(
            await ListAsync(server, connection => Trusting(ours)(connection) with { SkipTlsVerify = true }),
            Is.Zero
        );
    }

    /// <summary>Why the roots are not given to the package: if this fails, it has learned to check names.</summary>
    [Test]
    public async Task The_package_by_itself_accepts_another_name_once_it_has_an_authority()
    {
        await using var server = RawServer.Start(RawServer.Json("{}"), ours.Sign("elsewhere.example"));
        using var package = new k8s.Kubernetes(
            new KubernetesClientConfiguration
            {
                Host = server.Connection.Server.AbsoluteUri,
                SslCaCerts = [ours.Certificate],
            }
        );

        Assert.That(
            () => package.CustomObjects.GetClusterCustomObjectAsync<k8s.Models.V1Status>("", "v1", "nodes", "n1"),
            Throws.Nothing
        );
    }

    private static Func<KubernetesConnection, KubernetesConnection> Trusting(params Authority[] authorities) =>
        connection =>
            connection with
            {
                CertificateAuthorities = CertificateAuthorities.FromPem(
                    string.Join('\n', authorities.Select(authority => authority.Pem))
                ),
            };

    private async Task<int> ListAsync(RawServer server, Func<KubernetesConnection, KubernetesConnection> trust)
    {
        using var client = new SpeakingClient(speaker, trust(server.Connection), TimeProvider.System);
        return await client.ListAsync();
    }

    private static NUnit.Framework.Constraints.EqualConstraint<KubernetesErrorKind> FailsInTransport() =>
        Throws
            .TypeOf<KubernetesException>()
            .With.Property(nameof(KubernetesException.Kind))
            .EqualTo(KubernetesErrorKind.Transport);
}
