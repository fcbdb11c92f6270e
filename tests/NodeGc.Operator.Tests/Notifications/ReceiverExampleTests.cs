using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Notifications;
using NodeGc.Operator.Tests.Builders;
using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Operator.Tests.Notifications;

/// <summary>The receiver in docs/notifications.md, run by Python, accepts what the operator sends, and nothing
/// else.</summary>
public sealed class ReceiverExampleTests
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly ConcurrentQueue<string> printed = [];
    private DirectoryInfo folder = null!;
    private Process python = null!;
    private Uri url = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("nodegc-receiver");
        var program = Path.Combine(folder.FullName, "receiver.py");
        var page = await File.ReadAllTextAsync(SourceTree.PathOf("docs", "notifications.md"));
        await File.WriteAllTextAsync(program, page.Split("```python\n")[1].Split("```")[0]);
        var port = FindPort();
        url = new Uri($"http://127.0.0.1:{port}/");
        var info = new ProcessStartInfo("python3", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PORT"] = $"{port}", ["WEBHOOK_SIGNING_KEY"] = Key },
        };
        python = Process.Start(info)!;
        python.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                printed.Enqueue(text);
        };
        python.BeginOutputReadLine();
        python.BeginErrorReadLine();
        Deadline.Await("the receiver to listen", () => Listens(port));
    }

    [OneTimeTearDown]
    public void End()
    {
        python.Kill();
        python.WaitForExit();
        python.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task It_accepts_what_is_signed_with_its_key_and_shows_what_is_repeated_once()
    {
        foreach (var id in (string[])["msg_1", "msg_1", "msg_2"])
            Assert.That(await SendAsync(Key, id, cleanup: "weekly"), Is.InstanceOf<DeliveryResult.Delivered>());
        Deadline.Await("two lines", () => Shown().Count() >= 2);
        Assert.That(Shown(), Is.EqualTo(Enumerable.Repeat("[weekly] RunStopped: Run weekly-1 stopped", 2)));
    }

    [Test]
    public async Task It_accepts_one_of_two_keys() =>
        Assert.That(
            await SendAsync($"the next key of the webhook\n{Key}", "msg_3"),
            Is.InstanceOf<DeliveryResult.Delivered>()
        );

    [Test]
    public async Task It_refuses_what_is_signed_with_another_key_or_not_at_all()
    {
        foreach (var key in (string?[])["another key of a webhook", null])
            Assert.That(await SendAsync(key, "msg_4"), Is.EqualTo(new DeliveryResult.Failed("status code 401")));
    }

    [Test]
    public async Task It_refuses_what_was_signed_long_ago() =>
        Assert.That(
            await SendAsync(Key, "msg_5", DateTimeOffset.UtcNow.AddMinutes(-6)),
            Is.EqualTo(new DeliveryResult.Failed("status code 401"))
        );

    private async Task<DeliveryResult> SendAsync(
        string? key,
        string id,
        DateTimeOffset? at = null,
        string cleanup = "other"
    )
    {
        var file = Path.Combine(folder.FullName, $"{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(file, key ?? "");
        var options = new WebhookOptions { Url = url, SigningKeyFile = key is null ? null : file };
        var time = at is { } then ? new FakeTimeProvider(then) : TimeProvider.System;
        var notification = new PendingNotification
        {
            Id = id,
            Type = NotificationType.RunStopped,
            Time = Given.Now,
            Reason = "Stopped",
            Message = "Run weekly-1 stopped",
            RunId = "weekly-1",
        };
        var message = WebhookMessage.Create(Given.Cleanup(cleanup), notification, cluster: null);
        return await new WebhookClient(options, time).SendAsync(id, message, default);
    }

    private IEnumerable<string> Shown() => printed.Where(line => line.StartsWith("[weekly]", StringComparison.Ordinal));

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FindPort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}
