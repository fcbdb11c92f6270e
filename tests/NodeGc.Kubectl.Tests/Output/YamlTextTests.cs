using System.Text.Json.Nodes;
using NodeGc.Kubectl.Output;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Kubectl.Tests.Output;

internal sealed class YamlTextTests
{
    [Test]
    public void Is_written_as_kubectl_writes_it() =>
        Assert.That(
            Write(
                """
                {
                  "apiVersion": "v1", "items": [{ "name": "a", "bytes": 5, "on": true }], "empty": [], "none": {},
                  "text": "two\nlines", "gone": null
                }
                """
            ),
            Is.EqualTo(
                """
                apiVersion: v1
                items:
                - name: a
                  bytes: 5
                  "on": true
                empty: []
                none: {}
                text: |-
                  two
                  lines
                gone: null

                """
            )
        );

    [TestCase("true")]
    [TestCase("No")]
    [TestCase("")]
    [TestCase("~")]
    [TestCase("12")]
    [TestCase("1e3")]
    [TestCase("0x1f")]
    [TestCase("2026-03-01T12:00:00Z")]
    public void A_text_that_looks_like_something_else_is_quoted(string text) =>
        Assert.That(Write($$"""{"a":"{{text}}"}"""), Is.EqualTo($"a: \"{text}\"\n"));

    [TestCase("- a")]
    [TestCase("a: b")]
    [TestCase("#x")]
    [TestCase("sha256:0a")]
    [TestCase(" x ")]
    [TestCase("\u001b[2J")]
    public void Every_text_is_read_back(string text)
    {
        var yaml = Write(new JsonObject { ["a"] = text }.ToJsonString());
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));

        Assert.That(((YamlScalarNode)stream.Documents[0].RootNode["a"]).Value, Is.EqualTo(text), yaml);
        Assert.That(yaml, Does.Not.Contain('\u001b'));
    }

    private static string Write(string json)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        YamlText.Write(writer, JsonNode.Parse(json));
        return writer.ToString();
    }
}
