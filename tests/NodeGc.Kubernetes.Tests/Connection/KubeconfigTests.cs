using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NodeGc.Kubernetes.Configuration;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Tests.Connection;

public sealed class KubeconfigTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-kubeconfig-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public void Takes_the_current_context()
    {
        var connection = Connect(Config("server: https://one:6443", "token: abc", "namespace: work"));

        Assert.That(connection.Server, Is.EqualTo(new Uri("https://one:6443/")));
        Assert.That(connection.Token, Is.EqualTo(new BearerToken.Fixed("abc")));
        Assert.That(connection.Namespace, Is.EqualTo("work"));
        Assert.That(connection.CertificateAuthorities, Is.Null);
        Assert.That(connection.SkipTlsVerify, Is.False);
    }

    [Test]
    public void Reads_certificates_as_data_and_as_files_beside_the_kubeconfig()
    {
        var (certificate, key) = Pair();
        File.WriteAllText(Path.Combine(folder.FullName, "client.crt"), certificate);
        File.WriteAllText(Path.Combine(folder.FullName, "client.key"), key);

        var connection = Connect(
            Config(
                $"server: https://one, certificate-authority-data: {Base64(certificate)}, tls-server-name: kubernetes",
                "client-certificate: client.crt, client-key: client.key, tokenFile: token, token: unused"
            )
        );

        Assert.That(connection.CertificateAuthorities, Has.Count.EqualTo(1));
        Assert.That(connection.TlsServerName, Is.EqualTo("kubernetes"));
        Assert.That(connection.ClientCertificate!.Certificate.HasPrivateKey, Is.True);
        Assert.That(connection.Token, Is.EqualTo(new BearerToken.InFile(Path.Combine(folder.FullName, "token"))));
    }

    [Test]
    public void Merges_several_files_so_that_the_first_to_say_something_wins()
    {
        var first = Write("first", "current-context: c\nusers: [{ name: u, user: { token: first } }]");
        var second = Write("second", Config("server: https://two", "token: second"));

        var connection = Kubeconfig.Connect([first, Path.Combine(folder.FullName, "missing"), second]);

        Assert.That((connection.Server.Host, connection.Token), Is.EqualTo(("two", new BearerToken.Fixed("first"))));
    }

    [TestCase("auth-provider: { name: gcp }", "auth-provider")]
    [TestCase("username: me, password: secret", "username")]
    [TestCase("as: somebody", "as")]
    public void Names_a_way_to_authenticate_that_it_does_not_know_and_what_to_do(string user, string name) =>
        Assert.That(
            () => Connect(Config("server: https://one", user)),
            Refuses($"'{name}' is not supported", "kubectl proxy")
        );

    [Test]
    public void Refuses_a_proxy() =>
        Assert.That(
            () => Connect(Config("server: https://one, proxy-url: http://p", "token: x")),
            Refuses("proxy-url", "kubectl proxy")
        );

    [TestCase("server: not an address", "token: x", "server")]
    [TestCase("insecure-skip-tls-verify: true", "token: x", "no server is set")]
    [TestCase("server: https://one, certificate-authority-data: '!'", "token: x", "base64")]
    [TestCase("server: https://one, certificate-authority: absent.crt", "token: x", "absent.crt")]
    [TestCase("server: https://one, insecure-skip-tls-verify: perhaps", "token: x", "perhaps")]
    [TestCase("server: https://one", "client-certificate-data: QQ==", "must be set together")]
    [TestCase("server: https://one", "client-certificate-data: QQ==, client-key-data: QQ==", "do not match")]
    public void Says_what_is_wrong_and_where(string cluster, string user, string expected) =>
        Assert.That(() => Connect(Config(cluster, user)), Refuses(expected));

    [TestCase("", "current-context")]
    [TestCase("current-context: other", "there is no 'other' in contexts")]
    [TestCase("- a list", "not a YAML mapping")]
    [TestCase("a: [", "not valid YAML at line")]
    public void Refuses_a_file_that_leads_nowhere(string text, string expected) =>
        Assert.That(() => Connect(text), Refuses(expected));

    [Test]
    public void Takes_every_authority_of_a_bundle()
    {
        var bundle = Pair().Certificate + "\n" + Pair().Certificate;

        var data = Connect(Config($"server: https://one, certificate-authority-data: {Base64(bundle)}", "token: x"));
        File.WriteAllText(Path.Combine(folder.FullName, "ca.crt"), bundle);
        var file = Connect(Config("server: https://one, certificate-authority: ca.crt", "token: x"));

        Assert.That(data.CertificateAuthorities, Has.Count.EqualTo(2));
        Assert.That(file.CertificateAuthorities, Has.Count.EqualTo(2));
    }

    [Test]
    public void Takes_a_user_without_credentials()
    {
        var connection = Connect(Config("server: http://one:8001/prefix", ""));

        Assert.That(connection.Token, Is.EqualTo(BearerToken.None));
        Assert.That(connection.Server, Is.EqualTo(new Uri("http://one:8001/prefix/")));
    }

    [Test]
    public void Passes_over_an_empty_file()
    {
        var empty = Write("empty", "");
        var second = Write("second", Config("server: https://two", "token: second"));

        Assert.That(Kubeconfig.Connect([empty, second]).Server.Host, Is.EqualTo("two"));
    }

    [Test]
    public void Takes_token_and_certificate_of_a_credential_plugin()
    {
        var (certificate, key) = Pair();
        var connection = Connect(
            Config(
                "server: https://one",
                Plugin(
                    new System.Text.Json.Nodes.JsonObject
                    {
                        ["token"] = "printed",
                        ["clientCertificateData"] = certificate,
                        ["clientKeyData"] = key,
                    }
                )
            )
        );

        Assert.That(connection.Token, Is.InstanceOf<BearerToken.FromPlugin>());
        Assert.That(connection.Token.ToString(), Does.Contain("/bin/cat").And.Not.Contain("printed"));
        Assert.That(connection.ClientCertificate!.Certificate.HasPrivateKey, Is.True);
    }

    [TestCase("/nowhere/plugin", "No such file")]
    [TestCase("/bin/false", "JSON")]
    public void Names_a_credential_plugin_that_fails(string command, string why) =>
        Assert.That(
            () => Connect(Config("server: https://one", Exec(command))),
            Refuses($"credential plugin '{command}'", why)
        );

    [Test]
    public void Refuses_a_credential_plugin_that_speaks_another_version() =>
        Assert.That(
            () => Connect(Config("server: https://one", Plugin([], "client.authentication.k8s.io/v1beta1"))),
            Refuses("client.authentication.k8s.io/v1beta1")
        );

    [Test]
    public void Says_which_files_do_not_exist() =>
        Assert.That(() => Kubeconfig.Connect(["/nowhere/a", "/nowhere/b"]), Refuses("/nowhere/a or /nowhere/b"));

    [Test]
    public void Inside_a_pod_takes_address_token_authority_and_namespace_from_kubelet()
    {
        Write("ca.crt", Pair().Certificate);
        Write("token", "t");
        Write("namespace", "nodegc\n");
        var variables = new Dictionary<string, string>
        {
            ["KUBERNETES_SERVICE_HOST"] = "fd00::1",
            ["KUBERNETES_SERVICE_PORT"] = "6443",
        };

        var connection = new ConnectionSource(variables.GetValueOrDefault, folder.FullName).Connect();

        Assert.That(connection.Server, Is.EqualTo(new Uri("https://[fd00::1]:6443/")));
        Assert.That(connection.Token, Is.EqualTo(new BearerToken.InFile(Path.Combine(folder.FullName, "token"))));
        Assert.That(connection.Namespace, Is.EqualTo("nodegc"));
    }

    [Test]
    public void The_account_of_the_pod_wins_over_the_file_in_the_home_folder()
    {
        Write("ca.crt", Pair().Certificate);
        Directory.CreateDirectory(Path.Combine(folder.FullName, ".kube"));
        Write(".kube/config", Config("server: https://home", "token: x"));
        var variables = new Dictionary<string, string>
        {
            ["KUBERNETES_SERVICE_HOST"] = "10.0.0.1",
            ["HOME"] = folder.FullName,
            ["KUBECONFIG"] = "",
        };
        var source = new ConnectionSource(variables.GetValueOrDefault, folder.FullName);

        Assert.That(source.Connect().Server.Host, Is.EqualTo("10.0.0.1"));
        variables.Remove("KUBERNETES_SERVICE_HOST");
        Assert.That(source.Connect().Server.Host, Is.EqualTo("home"));
        variables["KUBECONFIG"] = Write("named", Config("server: https://named", "token: x"));
        Assert.That(source.Connect().Server.Host, Is.EqualTo("named"));
    }

    [Test]
    public void Never_shows_a_token_in_a_text() =>
        Assert.That(new BearerToken.Fixed("secret").ToString(), Does.Not.Contain("secret"));

    private static NUnit.Framework.Constraints.ContainsConstraint Refuses(string what, string whatToDo = "") =>
        Throws.TypeOf<KubernetesConfigurationException>().With.Message.Contains(what).And.Message.Contains(whatToDo);

    private static string Exec(string command, string version = "client.authentication.k8s.io/v1", string args = "") =>
        $"exec: {{ apiVersion: {version}, command: {command}, args: [{args}], interactiveMode: Never }}";

    /// <summary>A plugin that prints these credentials.</summary>
    private string Plugin(System.Text.Json.Nodes.JsonObject status, string version = "client.authentication.k8s.io/v1")
    {
        var printed = new System.Text.Json.Nodes.JsonObject
        {
            ["apiVersion"] = "client.authentication.k8s.io/v1",
            ["kind"] = "ExecCredential",
            ["status"] = status,
        };
        var output = Write("credential.json", printed.ToJsonString());
        return Exec("/bin/cat", version, output);
    }

    private KubernetesConnection Connect(string text) => Kubeconfig.Connect([Write("config", text)]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Config(string cluster, string user, string context = "") =>
        $$"""
            current-context: c
            clusters: [{ name: k, cluster: { {{cluster}} } }]
            users: [{ name: u, user: { {{user}} } }]
            contexts: [{ name: c, context: { cluster: k, user: u, {{context}} } }]
            """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static (string Certificate, string Key) Pair()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddDays(1)
        );
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
