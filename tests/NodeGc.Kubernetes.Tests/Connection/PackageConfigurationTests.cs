using k8s;

namespace NodeGc.Kubernetes.Tests.Connection;

/// <summary>What the package by itself makes of a kubeconfig, and why ours is read first. A test that fails here says
/// that the package has changed, and which of our checks may be removed.</summary>
[NonParallelizable]
public sealed class PackageConfigurationTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-package-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public void It_takes_only_the_first_authority_of_a_bundle()
    {
        using var first = new Authority("first");
        using var second = new Authority("second");
        File.WriteAllText(Path.Combine(folder.FullName, "ca.crt"), first.Pem + "\n" + second.Pem);

        var configuration = Build("server: https://one, certificate-authority: ca.crt", "token: x");

        Assert.That(configuration.SslCaCerts.Select(root => root.Subject), Is.EqualTo(["CN=first"]));
    }

    [Test]
    public void It_does_not_know_a_tokenFile() =>
        Assert.That(
            () => Build("server: https://one", "tokenFile: token"),
            Throws.TypeOf<k8s.Exceptions.KubeConfigException>()
        );

    [Test]
    public void It_takes_the_token_where_a_tokenFile_should_win() =>
        Assert.That(Build("server: https://one", "tokenFile: file, token: old").AccessToken, Is.EqualTo("old"));

    [Test]
    public void It_passes_over_a_proxy_and_over_an_impersonation() =>
        Assert.That(Build("server: https://one, proxy-url: http://p", "token: x, as: me").AccessToken, Is.EqualTo("x"));

    [Test]
    public void It_fails_at_an_empty_file() =>
        Assert.That(
            () => KubernetesClientConfiguration.LoadKubeConfig(Write("")),
            Throws.TypeOf<NullReferenceException>()
        );

    [TestCase("", typeof(ArgumentException))]
    [TestCase("/nowhere/config", typeof(k8s.Exceptions.KubeConfigException))]
    public void It_fails_at_a_variable_without_a_file(string variable, Type failure)
    {
        var before = Environment.GetEnvironmentVariable("KUBECONFIG");
        Environment.SetEnvironmentVariable("KUBECONFIG", variable);
        Assert.That(KubernetesClientConfiguration.BuildDefaultConfig, Throws.TypeOf(failure));
        Environment.SetEnvironmentVariable("KUBECONFIG", before);
    }

    private KubernetesClientConfiguration Build(string cluster, string user) =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(
            Write(
                $$"""
                current-context: c
                clusters: [{ name: k, cluster: { {{cluster}} } }]
                users: [{ name: u, user: { {{user}} } }]
                contexts: [{ name: c, context: { cluster: k, user: u } }]
                """
            )
        );

    private string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "config");
        File.WriteAllText(path, text);
        return path;
    }
}
