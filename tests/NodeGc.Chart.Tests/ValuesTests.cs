using System.Text.Json.Nodes;
using NodeGc.Testing;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Programs;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Chart.Tests;

[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.All))]
public sealed class ValuesTests(HelmVersion version)
{
    [TestCase("agent.dataRoot=var/lib/docker", "dataRoot")]
    [TestCase("agent.dataRoot=/", "dataRoot")]
    [TestCase("agent.dataRoot=/var/lib/../docker", "dataRoot")]
    [TestCase("agent.dataRoot=/var//lib/docker", "dataRoot")]
    [TestCase("agent.dataRoot=/var/lib/docker/", "dataRoot")]
    [TestCase("agent.moreDataRoots={var/lib/docker}", "moreDataRoots")]
    [TestCase("agent.btrfs=perhaps", "btrfs")]
    [TestCase("agent.stateDirectory=nodegc", "stateDirectory")]
    [TestCase("agent.readOnly=maybe", "readOnly")]
    [TestCase("agent.readonly=true", "readonly")]
    [TestCase("agent.engine.socketName=../docker.sock", "socketName")]
    [TestCase("agent.updateStrategy.type=Sometimes", "updateStrategy")]
    [TestCase("agent.image.tag=a b", "tag")]
    [TestCase("agent.appArmorProfile=None", "appArmorProfile")]
    [TestCase("operator.replicas=9", "replicas")]
    [TestCase("operator.replicas=two", "replicas")]
    [TestCase("operator.image.repository=", "repository")]
    [TestCase("schedule=daily", "schedule")]
    [TestCase("notifications.url=hooks.example.com", "url")]
    [TestCase("notifications.url=https://me:secret@hooks.example.com/", "url")]
    [TestCase("notifications.events={RunEnded}", "events")]
    [TestCase("notifications.timeout=soon", "timeout")]
    [TestCase("notifications.signingKeySecret.name=My Secret", "signingKeySecret")]
    public void Refuses_a_value_and_names_it(string set, string named)
    {
        var result = ChartRenderer.Run(new ChartRelease { Helm = version, Sets = [set] });

        Assert.That(result.Succeeded, Is.False, result.Output);
        Assert.That(result.Errors, Does.Contain(named).And.Contain("schema"));
    }

    [TestCase("notifications.enabled is true: set notifications.url, or notifications.urlSecret.name")]
    [TestCase(
        "notifications.url and notifications.urlSecret.name are both set: set one of them",
        "notifications.url=https://hooks.example.com",
        "notifications.urlSecret.name=hooks"
    )]
    public void Refuses_notifications_without_one_URL(string message, params string[] sets)
    {
        var result = ChartRenderer.Run(
            new ChartRelease { Helm = version, Sets = [.. sets, "notifications.enabled=true"] }
        );

        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Errors, Does.Contain(message));
    }

    [Test]
    public void Refuses_a_cluster_that_is_too_old()
    {
        var result = ChartRenderer.Run(new ChartRelease { Helm = version, KubeVersion = "v1.18.0" });

        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Errors, Does.Contain("1.18.0"));
    }

    [Test]
    public void The_schema_knows_every_value_and_no_other()
    {
        var schema = JsonNode.Parse(File.ReadAllText(SourceTree.PathOf("charts", "nodegc", "values.schema.json")))!;
        var values = new YamlStream();
        values.Load(new StringReader(File.ReadAllText(SourceTree.PathOf("charts", "nodegc", "values.yaml"))));

        Assert.That(
            InValues("", values.Documents.Single().RootNode),
            Is.EquivalentTo(InSchema("", schema, schema).Where(path => path != "global"))
        );
    }

    // Both sides list the leaves. A map without declared fields is a leaf.
    private static IEnumerable<string> InSchema(string path, JsonNode schema, JsonNode root)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            schema = root["definitions"]![reference.Split('/')[^1]]!;
        return schema["properties"] is JsonObject fields && !IsFree(path)
            ? fields.SelectMany(field => InSchema(Join(path, field.Key), field.Value!, root))
            : [path];
    }

    private static IEnumerable<string> InValues(string path, YamlNode node) =>
        node is YamlMappingNode { Children.Count: > 0 } map && !IsFree(path)
            ? map.Children.SelectMany(child => InValues(Join(path, ((YamlScalarNode)child.Key).Value!), child.Value))
            : [path];

    // Defined by Kubernetes, not by this chart.
    private static bool IsFree(string path) =>
        path.Split('.')[^1]
            is "resources"
                or "nodeSelector"
                or "rollingUpdate"
                or "seLinuxOptions"
                or "affinity"
                or "labels"
                or "podAnnotations";

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
