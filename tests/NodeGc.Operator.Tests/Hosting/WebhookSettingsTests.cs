using NodeGc.Api.Cleanups;
using NodeGc.Operator.Hosting;
using NodeGc.Operator.Notifications;

namespace NodeGc.Operator.Tests.Hosting;

/// <summary>Settings of notifications: off by default, and mistakes are named at once.</summary>
public sealed class WebhookSettingsTests
{
    private static readonly (string, string) Url = ("NODEGC_NOTIFY_URL", "https://hooks.example/nodegc");

    [Test]
    public void They_are_off_by_default() => Assert.That(Read(), Is.Null);

    [Test]
    public void A_URL_is_enough()
    {
        var options = Read(Url)!;
        Assert.That(
            (options.Url, options.Types.Count, options.Timeout, options.SigningKeyFile),
            Is.EqualTo((new Uri("https://hooks.example/nodegc"), 6, TimeSpan.FromSeconds(10), (string?)null))
        );
    }

    [Test]
    public void Everything_can_be_set()
    {
        var options = Read(
            Url,
            ("NODEGC_NOTIFY_EVENTS", "Stalled, RunFailed"),
            ("NODEGC_NOTIFY_PROXY", "http://proxy.example:3128"),
            ("NODEGC_NOTIFY_TIMEOUT", "3s"),
            ("NODEGC_CLUSTER_NAME", "prod")
        )!;
        Assert.That(options.Types, Is.EquivalentTo([NotificationType.Stalled, NotificationType.RunFailed]));
        Assert.That(
            (options.Proxy, options.Timeout, options.ClusterName),
            Is.EqualTo((new Uri("http://proxy.example:3128"), TimeSpan.FromSeconds(3), "prod"))
        );
    }

    [TestCase(
        "NODEGC_NOTIFY_URL",
        "hooks.example/s3cr3t",
        "NODEGC_NOTIFY_URL: must be a URL that starts with https://"
    )]
    [TestCase("NODEGC_NOTIFY_URL", "ftp://hooks.example/s3cr3t", "NODEGC_NOTIFY_URL: must be a URL that starts with")]
    [TestCase("NODEGC_NOTIFY_URL", "https://me:s3cr3t@hooks.example/", "and has no user name")]
    [TestCase("NODEGC_NOTIFY_URL_FILE", "/nowhere/url", "/nowhere/url: cannot be read")]
    [TestCase("NODEGC_NOTIFY_EVENTS", "Stalled", "NODEGC_NOTIFY_EVENTS: needs NODEGC_NOTIFY_URL or")]
    public void A_mistake_is_named_and_a_secret_is_not_quoted(string variable, string value, string message) =>
        Assert.That(
            () => Read((variable, value)),
            Throws.TypeOf<FormatException>().With.Message.Contains(message).And.Message.Not.Contains("s3cr3t")
        );

    [TestCase("NODEGC_NOTIFY_URL_FILE", "/nowhere/url", "are both set")]
    [TestCase(
        "NODEGC_NOTIFY_EVENTS",
        "RunEnded",
        "NODEGC_NOTIFY_EVENTS: 'RunEnded' is not one of RunSucceeded, RunFailed"
    )]
    [TestCase("NODEGC_NOTIFY_EVENTS", ",", "NODEGC_NOTIFY_EVENTS: must list at least one of RunSucceeded")]
    [TestCase("NODEGC_NOTIFY_TIMEOUT", "0s", "NODEGC_NOTIFY_TIMEOUT: '0s' must be between 1s and 1m")]
    [TestCase("NODEGC_NOTIFY_TIMEOUT", "soon", "NODEGC_NOTIFY_TIMEOUT: ")]
    [TestCase("NODEGC_NOTIFY_PROXY", "proxy:3128", "NODEGC_NOTIFY_PROXY: must be a URL")]
    [TestCase("NODEGC_NOTIFY_SIGNING_KEY_FILE", "/dev/null", "/dev/null: contains 0 signing keys")]
    [TestCase("NODEGC_NOTIFY_CA_FILE", "/dev/null", "/dev/null: contains no PEM certificate")]
    public void A_mistake_beside_the_URL_is_named(string variable, string value, string message) =>
        Assert.That(
            () => Read(Url, (variable, value)),
            Throws.TypeOf<FormatException>().With.Message.Contains(message)
        );

    [Test]
    public void Each_flag_is_known() =>
        Assert.That(
            Settings.Read(["--notify-url=http://127.0.0.1/"], _ => null).ToOptions("home").Notifications!.Url,
            Is.EqualTo(new Uri("http://127.0.0.1/"))
        );

    private static WebhookOptions? Read(params (string Name, string Value)[] environment) =>
        Settings
            .Read([], name => environment.FirstOrDefault(one => one.Name == name).Value)
            .ToOptions("home")
            .Notifications;
}
