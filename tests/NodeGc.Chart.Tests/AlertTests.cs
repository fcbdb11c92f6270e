using System.Text.RegularExpressions;
using NodeGc.Testing;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Prometheus;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Chart.Tests;

/// <summary>The alerts as promtool sees them. Each has a file in Alerts with cases in which it fires, and in which it
/// does not.</summary>
public sealed class AlertTests
{
    private static readonly string Cases = SourceTree.PathOf("tests", "NodeGc.Chart.Tests", "Alerts");
    private static readonly string Runbooks = SourceTree.PathOf("docs", "runbooks");
    private static readonly Lazy<string> Rules = new(() => ChartAlerts.Render());

    private static readonly string[] Texts = ["summary", "description"];

    private static readonly string[] Names =
    [
        "NodeGcAgentSilent",
        "NodeGcDefinitionOutdated",
        "NodeGcDiskRisingAlthoughCleaning",
        "NodeGcNoLeader",
        "NodeGcNotificationsFailing",
        "NodeGcQuarantineFillingUp",
        "NodeGcRefusesToDelete",
        "NodeGcRolloutStalled",
    ];

    [Test]
    public void Promtool_finds_no_fault_with_the_rules()
    {
        using var folder = new RuleFolder(Rules.Value);
        Assert.That(Promtool.CheckRules(folder.Rules), Is.Empty);
    }

    [Test]
    public void Promtool_would_find_a_fault()
    {
        using var folder = new RuleFolder(Rules.Value.Replace("max by", "max buy", StringComparison.Ordinal));
        Assert.That(Promtool.CheckRules(folder.Rules), Does.Contain("could not parse expression"));
    }

    [TestCaseSource(nameof(Names))]
    public void Fires_and_does_not_fire(string alert)
    {
        using var folder = new RuleFolder(Rules.Value);
        Assert.That(Promtool.TestRules(folder.Add(Path.Combine(Cases, $"{alert}.yaml"))), Is.Empty);
        var text = File.ReadAllText(Path.Combine(Cases, $"{alert}.yaml"));
        Assert.That(text, Does.Contain("exp_alerts: []").And.Contain("exp_labels:"));
    }

    [TestCase("NodeGcAgentSilent", "agentSilent.for=30m")]
    [TestCase("NodeGcRefusesToDelete", "refusesToDelete.window=5h")]
    [TestCase("NodeGcRolloutStalled", "rolloutStalled.runAgeSeconds=90000")]
    [TestCase("NodeGcDiskRisingAlthoughCleaning", "diskRising.growthPercent=20")]
    [TestCase("NodeGcQuarantineFillingUp", "quarantineFillingUp.percent=10")]
    [TestCase("NodeGcDefinitionOutdated", "definitionOutdated.severity=critical")]
    [TestCase("NodeGcNoLeader", "noLeader.for=1m")]
    [TestCase("NodeGcNotificationsFailing", "notificationsFailing.for=1m")]
    public void Follows_its_values(string alert, string set)
    {
        using var folder = new RuleFolder(ChartAlerts.Render($"monitoring.prometheusRule.{set}"));
        Assert.That(Promtool.TestRules(folder.Add(Path.Combine(Cases, $"{alert}.yaml"))), Does.Contain("FAILED"));
    }

    [Test]
    public void Are_all_tested_and_described() =>
        Assert.That(List(Rules.Value).Select(rule => Text(rule, "alert")), Is.EquivalentTo(Names));

    [Test]
    public void Each_alert_has_a_severity_texts_and_a_runbook()
    {
        foreach (var rule in List(Rules.Value))
        {
            var (name, annotations) = (Text(rule, "alert"), rule.Children["annotations"]);
            Assert.That(Text(rule.Children["labels"], "severity"), Is.EqualTo("warning"), name);
            Assert.That(Text(annotations, "summary"), Does.EndWith(".").And.Length.LessThan(80), name);
            Assert.That(Text(annotations, "description"), Does.EndWith($" See docs/runbooks/{name}.md."));
            Assert.That(((YamlMappingNode)annotations).Children.Keys.Select(key => $"{key}"), Is.EquivalentTo(Texts));
            var page = File.ReadAllText(Path.Combine(Runbooks, $"{name}.md"));
            Assert.That(
                Regex.Matches(page, "^#+ (.*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
                Is.EqualTo(new[] { name, "Meaning", "Diagnosis", "Mitigation" })
            );
            Assert.That(page, Does.Contain("$ kubectl "), name);
        }
    }

    [Test]
    public void Links_to_the_runbook_where_it_is_published()
    {
        foreach (var rule in List(ChartAlerts.Render("monitoring.prometheusRule.runbookBaseUrl=https://run.books/gc/")))
        {
            var annotations = rule.Children["annotations"];
            var url = $"https://run.books/gc/{Text(rule, "alert")}.md";
            Assert.That(Text(annotations, "runbook_url"), Is.EqualTo(url));
            Assert.That(Text(annotations, "description"), Does.Not.Contain("docs/runbooks"));
        }
    }

    [Test]
    public void Each_runbook_is_that_of_an_alert() =>
        Assert.That(
            Directory.EnumerateFiles(Runbooks).Select(Path.GetFileNameWithoutExtension),
            Is.EquivalentTo(Names)
        );

    [Test]
    public void An_alert_can_be_left_out() =>
        Assert.That(
            List(ChartAlerts.Render("monitoring.prometheusRule.noLeader=null")).Select(rule => Text(rule, "alert")),
            Is.EquivalentTo(Names.Except(["NodeGcNoLeader"]))
        );

    [Test]
    public void Name_only_metrics_that_are_documented() =>
        Assert.That(
            List(Rules.Value).SelectMany(rule => MetricNames.Named(Text(rule, "expr"))).Distinct(),
            Is.SubsetOf(MetricNames.Named(File.ReadAllText(SourceTree.PathOf("docs", "metrics.md"))))
        );

    private static IEnumerable<YamlMappingNode> List(string rules)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(rules));
        var groups = (YamlSequenceNode)stream.Documents[0].RootNode["groups"];
        return groups.SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>();
    }

    private static string Text(YamlNode map, string key) => ((YamlScalarNode)map[key]).Value!;

    /// <summary>A folder in which the tests of rules find these as <c>rules.yaml</c>.</summary>
    private sealed class RuleFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-rules-");

        public RuleFolder(string rules) => File.WriteAllText(Rules, rules);

        public string Rules => Path.Combine(folder.FullName, "rules.yaml");

        public string Add(string file)
        {
            var copy = Path.Combine(folder.FullName, Path.GetFileName(file));
            File.Copy(file, copy);
            return copy;
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
