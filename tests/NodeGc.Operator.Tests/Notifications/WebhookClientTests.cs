using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Notifications;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Notifications;

/// <summary>One delivery to a real webhook, and everything that can go wrong with it.</summary>
public sealed class WebhookClientTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly WebhookMessage Message = WebhookMessage.Create(
        Given.Cleanup("weekly"),
        new PendingNotification
        {
            Id = "msg_1",
            Type = NotificationType.Stalled,
            Time = Given.Now,
            Reason = CleanupReasons.InvalidSpec,
            Message = "spec.limits.maxBytes: must be a whole number",
        },
        "prod"
    );

    private DirectoryInfo folder = null!;
    private WebhookReceiver receiver = null!;

    [SetUp]
    public async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("nodegc-webhook");
        receiver = await WebhookReceiver.StartAsync();
    }

    [TearDown]
    public async Task EndAsync()
    {
        await receiver.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task It_is_a_signed_POST_of_JSON()
    {
        var options = Options with { SigningKeyFile = await WriteAsync("key", Key) };
        Assert.That(await SendAsync(options), Is.InstanceOf<DeliveryResult.Delivered>());

        var got = receiver.Received.Single();
        Assert.That(
            (got.Method, got.Headers["content-type"], got.Headers["x-nodegc-event"], got.Id),
            Is.EqualTo(("POST", "application/json", "Stalled", "msg_1"))
        );
        Assert.That(got.Headers["user-agent"], Does.StartWith("nodegc-operator/"));
        WebhookSignature.FindProblem(Key, out var signature);
        var timestamp = long.Parse(got.Headers["webhook-timestamp"], null);
        Assert.That(
            got.Headers["webhook-signature"],
            Is.EqualTo(signature!.Sign(got.Id, timestamp, System.Text.Encoding.UTF8.GetBytes(got.Body)))
        );
        Assert.That(timestamp, Is.EqualTo(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).Within(60));
        var expected = JsonNode.Parse(
            """
            {
              "type": "Stalled",
              "timestamp": "2026-03-01T12:00:00Z",
              "text": "[prod/weekly] Stalled: spec.limits.maxBytes: must be a whole number",
              "data": {
                "cluster": "prod",
                "cleanup": { "name": "weekly", "uid": "uid-of-weekly" },
                "reason": "InvalidSpec",
                "message": "spec.limits.maxBytes: must be a whole number"
              }
            }
            """
        );
        Assert.That(got.Body, Is.EqualTo(expected!.ToJsonString()));
    }

    [Test]
    public async Task Without_a_key_it_is_not_signed()
    {
        await SendAsync(Options);
        Assert.That(receiver.Received.Single().Headers.Keys, Has.None.EqualTo("webhook-signature"));
    }

    [TestCase(200)]
    [TestCase(202)]
    [TestCase(204)]
    public async Task Any_success_is_one(int code)
    {
        receiver.Answer = WebhookReceiver.Status(code);
        Assert.That(await SendAsync(Options), Is.InstanceOf<DeliveryResult.Delivered>());
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(404)]
    [TestCase(500)]
    [TestCase(502)]
    public async Task A_failure_names_the_status_code(int code)
    {
        receiver.Answer = WebhookReceiver.Status(code);
        Assert.That(await SendAsync(Options), Is.EqualTo(new DeliveryResult.Failed($"status code {code}")));
    }

    [Test]
    public async Task A_webhook_that_is_gone_is_not_asked_again()
    {
        receiver.Answer = WebhookReceiver.Status(410);
        Assert.That(await SendAsync(Options), Is.InstanceOf<DeliveryResult.Refused>());
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await WebhookReceiver.StartAsync();
        receiver.Answer = WebhookReceiver.Status(307, ("Location", $"{other.Url}"));
        Assert.That(
            await SendAsync(Options),
            Is.EqualTo(
                new DeliveryResult.Failed(
                    "status code 307: redirects are not followed; set the URL that it redirects to"
                )
            )
        );
        Assert.That(other.Received, Is.Empty);
    }

    [TestCase(429, "7", 7)]
    [TestCase(503, "120", 120)]
    [TestCase(503, "86400", 3600)]
    public async Task It_waits_as_long_as_it_is_told_and_at_most_an_hour(int code, string header, int seconds)
    {
        receiver.Answer = WebhookReceiver.Status(code, ("Retry-After", header));
        Assert.That(
            await SendAsync(Options),
            Is.EqualTo(new DeliveryResult.Failed($"status code {code}", TimeSpan.FromSeconds(seconds)))
        );
    }

    [Test]
    public async Task It_understands_a_date_to_wait_for()
    {
        receiver.Answer = WebhookReceiver.Status(
            429,
            ("Retry-After", DateTimeOffset.UtcNow.AddMinutes(5).ToString("r"))
        );
        Assert.That(
            ((DeliveryResult.Failed)await SendAsync(Options)).RetryAfter,
            Is.EqualTo(TimeSpan.FromMinutes(5)).Within(TimeSpan.FromSeconds(30))
        );
    }

    [Test]
    public async Task A_webhook_that_does_not_respond_in_time_is_left()
    {
        var end = new TaskCompletionSource();
        receiver.Answer = _ => end.Task;
        var result = await SendAsync(Options with { Timeout = TimeSpan.FromMilliseconds(300) });
        end.SetResult();
        Assert.That(result, Is.EqualTo(new DeliveryResult.Failed("no response within 0.3 s")));
    }

    [Test]
    public async Task A_webhook_that_responds_slowly_is_waited_for()
    {
        var end = new TaskCompletionSource();
        receiver.Answer = async context =>
        {
            await end.Task;
            await WebhookReceiver.Status(200)(context);
        };
        var sending = SendAsync(Options);
        await Task.WhenAny(sending, Task.Delay(200));
        Assert.That(sending.IsCompleted, Is.False);
        end.SetResult();
        Assert.That(await sending, Is.InstanceOf<DeliveryResult.Delivered>());
    }

    [Test]
    public async Task A_refused_connection_is_a_failure_that_does_not_show_the_path()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var result = await SendAsync(Options with { Url = new Uri($"http://127.0.0.1:{port}/hooks/s3cr3t") });
        Assert.That(
            ((DeliveryResult.Failed)result).Cause,
            Does.Contain("Connection refused").And.Not.Contains("s3cr3t")
        );
    }

    [Test]
    public async Task A_stop_of_the_operator_is_no_failure()
    {
        using var stop = new CancellationTokenSource();
        receiver.Answer = async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.That(
            () => new WebhookClient(Options, TimeProvider.System).SendAsync("msg_1", Message, stop.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public async Task TLS_is_verified_by_the_given_roots()
    {
        using var certificate = WebhookReceiver.CreateCertificate("127.0.0.1");
        using var another = WebhookReceiver.CreateCertificate("127.0.0.1");
        await using var secure = await WebhookReceiver.StartAsync(certificate);
        var options = Options with { Url = secure.Url };
        string[] roots = [certificate.ExportCertificatePem(), another.ExportCertificatePem()];
        var (right, wrong) = (await WriteAsync("ca.crt", roots[0]), await WriteAsync("other.crt", roots[1]));
        Assert.That(await SendAsync(options with { CaFile = right }), Is.InstanceOf<DeliveryResult.Delivered>());
        foreach (var file in (string?[])[wrong, null])
            Assert.That(
                ((DeliveryResult.Failed)await SendAsync(options with { CaFile = file })).Cause,
                Does.Contain("certificate"),
                file ?? "the roots of the system"
            );
        Assert.That(secure.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task TLS_is_verified_by_the_name()
    {
        using var certificate = WebhookReceiver.CreateCertificate("elsewhere.example");
        await using var secure = await WebhookReceiver.StartAsync(certificate);
        var file = await WriteAsync("ca.crt", certificate.ExportCertificatePem());
        var result = await SendAsync(Options with { Url = secure.Url, CaFile = file });
        Assert.That(((DeliveryResult.Failed)result).Cause, Does.Contain("RemoteCertificateNameMismatch"));
    }

    [Test]
    public async Task It_goes_through_a_proxy()
    {
        // A proxy gets the whole URL of a request without TLS.
        var proxy = new Uri(receiver.Url.GetLeftPart(UriPartial.Authority));
        await SendAsync(Options with { Url = new Uri("http://webhook.example/hooks/1"), Proxy = proxy });
        Assert.That(receiver.Received.Single().Address, Is.EqualTo("webhook.example/hooks/1"));
    }

    [Test]
    public async Task A_URL_and_a_key_that_are_changed_count_from_the_next_delivery()
    {
        await using var other = await WebhookReceiver.StartAsync();
        var (url, key) = (await WriteAsync("url", $"{receiver.Url}\n"), await WriteAsync("key", Key));
        var client = new WebhookClient(new WebhookOptions { UrlFile = url, SigningKeyFile = key }, TimeProvider.System);
        await client.SendAsync("msg_1", Message, default);
        await WriteAsync("url", $"{other.Url}");
        await WriteAsync("key", "another key of the webhook");
        await client.SendAsync("msg_1", Message, default);
        Assert.That(
            other.Received.Single().Headers["webhook-signature"],
            Is.Not.EqualTo(receiver.Received.Single().Headers["webhook-signature"])
        );
    }

    [Test]
    public async Task A_file_that_is_gone_is_a_failure_that_names_it()
    {
        var result = await SendAsync(Options with { SigningKeyFile = "/nowhere/key" });
        Assert.That(((DeliveryResult.Failed)result).Cause, Does.StartWith("/nowhere/key: cannot be read: "));
        Assert.That(receiver.Received, Is.Empty);
    }

    private WebhookOptions Options => new() { Url = receiver.Url };

    private static Task<DeliveryResult> SendAsync(WebhookOptions options) =>
        new WebhookClient(options, TimeProvider.System).SendAsync("msg_1", Message, default);

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
