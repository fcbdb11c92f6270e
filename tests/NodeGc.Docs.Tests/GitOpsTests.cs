using NLua;
using NodeGc.Docs.Tests.Markdown;
using NodeGc.Testing;
using NodeGc.Testing.Charts;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Docs.Tests;

/// <summary>The examples for Flux and Argo CD, as far as they can be checked without these tools.</summary>
public sealed class GitOpsTests
{
    private const string Argo = "resource.customizations.health.nodegc.io_NodeStorageCleanup";

    private static IEnumerable<YamlMappingNode> Documents =>
        MarkdownPage
            .All.Single(page => page.File == "docs/quickstart-gitops.md")
            .Blocks.Where(block => block.Language == "yaml")
            .SelectMany(block => Yaml(block.Text));

    [Test]
    public void The_values_are_those_of_the_chart([Values("HelmRelease", "Application")] string kind)
    {
        var document = Documents.Single(one => Text(one, "kind") == kind);
        var isFlux = kind == "HelmRelease";
        var values = isFlux ? document["spec"]["values"] : document["spec"]["source"]["helm"]["valuesObject"];
        var chart = isFlux ? document["spec"]["chart"]["spec"]["chart"] : document["spec"]["source"]["path"];
        var file = Path.GetTempFileName();
        try
        {
            using (var writer = File.CreateText(file))
                new YamlStream(new YamlDocument(values)).Save(writer, assignAnchors: false);

            Assert.That(
                ChartRenderer.Render(new ChartRelease { ValuesFile = file }),
                Does.Contain("image: \"registry.example.com/nodegc/agent:")
                    .Or.Contain("image: registry.example.com/nodegc/agent:")
            );
        }
        finally
        {
            File.Delete(file);
        }
        Assert.That(Directory.Exists(SourceTree.PathOf($"{chart}")));
    }

    [TestCase("Ready False Progressing", "Progressing")]
    [TestCase("Ready True Succeeded", "Healthy")]
    [TestCase("Ready True Reported", "Healthy")]
    [TestCase("Ready True Scheduled", "Healthy")]
    [TestCase("Ready True AwaitingApproval", "Suspended")]
    [TestCase("Ready True Suspended", "Suspended")]
    [TestCase("Stalled True NodesFailed", "Degraded")]
    [TestCase("Stalled True InvalidSpec", "Degraded")]
    [TestCase("", "Progressing")]
    public void The_health_check_for_Argo_CD_reads_the_conditions(string condition, string health)
    {
        using var lua = new Lua();
        var script = Text(Documents.Single(one => Text(one, "kind") == "ConfigMap")["data"], Argo);

        lua.DoString($"obj = {Cleanup(condition, observed: 2)}");
        var table = (LuaTable)lua.DoString(script)[0];

        Assert.That(
            (table["status"], table["message"]),
            Is.EqualTo((health, condition.Length > 0 ? "why" : "Waiting for the operator"))
        );
    }

    [Test]
    public void The_health_check_ignores_what_an_earlier_generation_reported()
    {
        using var lua = new Lua();
        var script = Text(Documents.Single(one => Text(one, "kind") == "ConfigMap")["data"], Argo);

        lua.DoString($"obj = {Cleanup("Ready True Succeeded", observed: 1)}");

        Assert.That(((LuaTable)lua.DoString(script)[0])["status"], Is.EqualTo("Progressing"));
    }

    private static string Cleanup(string condition, int observed)
    {
        var words = condition.Split(' ');
        var list = words is [var type, var state, var reason]
            ? $"{{ type = \"{type}\", status = \"{state}\", reason = \"{reason}\", message = \"why\" }}"
            : "";
        var status = $"{{ observedGeneration = {observed}, conditions = {{ {list} }} }}";
        return $"{{ metadata = {{ generation = 2 }}, status = {status} }}";
    }

    private static string Text(YamlNode map, string key) =>
        ((YamlMappingNode)map).Children.TryGetValue(key, out var value) ? $"{value}" : "";

    private static IEnumerable<YamlMappingNode> Yaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }
}
