using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Hosting;
using NodeGc.Operator.Notifications;
using NodeGc.Operator.Tests.Builders;
using NodeGc.Testing;
using NodeGc.Testing.Charts;

namespace NodeGc.Operator.Tests.Notifications;

/// <summary>docs/notifications.md and the chart name what there is.</summary>
public sealed partial class NotificationDocumentTests
{
    private static readonly string Document = File.ReadAllText(SourceTree.PathOf("docs", "notifications.md"));

    [Test]
    public void Every_type_is_described() =>
        Assert.That(Enum.GetNames<NotificationType>().Where(type => !Document.Contains($"| `{type}` |")), Is.Empty);

    [Test]
    public void Every_setting_is_described() =>
        Assert.That(
            WebhookSettings.Known.Where(known => !Document.Contains($"| `{known.Flag}` | `{known.Variable}` |")),
            Is.Empty
        );

    [Test]
    public void The_example_has_every_field_except_that_of_a_plan()
    {
        var example = JsonNode.Parse(Document.Split("```json\n")[1].Split("```")[0])!;
        var run = new CleanupRun
        {
            Id = "weekly-1",
            Generation = 1,
            Mode = CleanupMode.Approve,
            StartTime = Given.Now,
            CompletionTime = Given.Now,
            PlanDigest = "sha256:…",
            Nodes = new NodeCounts(),
        };
        var notification = new PendingNotification
        {
            Id = "msg_1",
            Type = NotificationType.RunFailed,
            Time = Given.Now,
            Reason = "NodesFailed",
            Message = "failed",
            RunId = run.Id,
        };
        var cleanup = Given.Cleanup("weekly").Saying(new NodeStorageCleanupStatus { LastRun = run });
        var sent = JsonNode.Parse(WebhookMessage.Create(cleanup, notification, "prod").ToJson())!;
        Assert.That(Paths("", sent).Except(["data.run.planDigest"]), Is.EquivalentTo(Paths("", example)));
        Assert.That(Document, Does.Contain("| `data.run.planDigest` |"));
    }

    [Test]
    public void The_chart_sets_variables_that_the_operator_reads()
    {
        string[] sets =
        [
            "enabled=true",
            "urlSecret.name=a",
            "signingKeySecret.name=a",
            "caSecret.name=a",
            "proxy=http://proxy:3128",
            "clusterName=prod",
        ];
        var rendered = ChartRenderer.Render(
            new ChartRelease { Sets = [.. sets.Select(set => $"notifications.{set}")] }
        );
        var named = Variable().Matches(rendered).Select(match => match.Value).ToHashSet();
        Assert.That(
            named,
            Is.EquivalentTo(WebhookSettings.Known.Select(known => known.Variable).Except(["NODEGC_NOTIFY_URL"]))
        );
    }

    private static IEnumerable<string> Paths(string path, JsonNode node) =>
        node is JsonObject map
            ? map.SelectMany(field => Paths(path.Length == 0 ? field.Key : $"{path}.{field.Key}", field.Value!))
            : [path];

    [GeneratedRegex("NODEGC_(NOTIFY|CLUSTER)_[A-Z_]+")]
    private static partial Regex Variable();
}
