using NodeGc.Testing;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Docs.Tests.Generated;

/// <summary>What is generated is as it would be generated now.</summary>
[Category("Golden")]
public sealed class GeneratedPagesTests
{
    private static readonly string Values = File.ReadAllText(SourceTree.PathOf("charts", "nodegc", "values.yaml"));

    [Test]
    public void The_README_of_the_chart_has_every_value() =>
        GeneratedPage.CheckPart("charts/nodegc/README.md", "values", ValuesTable.Write(Values));

    [Test]
    public void The_table_of_values_omits_none()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Values));

        Assert.That(
            ValuesTable.Read(Values).Where(one => one.Default.Length > 0).Select(one => one.Path),
            Is.EqualTo(Leaves("", (YamlMappingNode)stream.Documents[0].RootNode))
        );
    }

    [Test]
    public void Values_whose_names_do_not_say_everything_are_described()
    {
        string[] obvious =
        [
            "nodeSelector",
            "tolerations",
            "affinity",
            "priorityClassName",
            "limits",
            "type",
            "rollingUpdate",
        ];

        Assert.That(
            ValuesTable
                .Read(Values)
                .Where(one => one.Description.Length == 0 && !obvious.Contains(one.Path.Split('.')[^1]))
                .Select(one => one.Path),
            Is.Empty
        );
    }

    private static IEnumerable<string> Leaves(string path, YamlMappingNode map) =>
        map.Children.SelectMany(pair =>
            $"{path}{pair.Key}" is var at
            && pair.Value is YamlMappingNode { Style: not YamlDotNet.Core.Events.MappingStyle.Flow } below
                ? Leaves(at + ".", below)
                : [at]
        );
}
