using NodeGc.Api.Rules;
using NodeGc.Api.Yaml;
using NodeGc.Docs.Tests.Markdown;
using NodeGc.Testing;

namespace NodeGc.Docs.Tests;

/// <summary>Examples and quotations are true.</summary>
public sealed class ExampleTests
{
    private static IEnumerable<FencedBlock> Cleanups =>
        MarkdownPage
            .All.SelectMany(page => page.Blocks)
            .Where(block => block.Language == "yaml" && block.Text.Contains("kind: NodeStorageCleanup"));

    /// <summary>The rows of the tables whose first column quotes a message.</summary>
    private static IEnumerable<string> Messages =>
        File.ReadLines(SourceTree.PathOf("docs", "troubleshooting.md"))
            .SkipWhile(line => line != "## Why an item is held")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('`')[1].Contains(' '))
            .Select(line => line.Split('`')[1]);

    private static readonly Lazy<string> Sources = new(() =>
        string.Join(
            '\n',
            ((string[])["node-agent", "operator"])
                .SelectMany(folder =>
                    Directory.EnumerateFiles(SourceTree.PathOf(folder), "*.cs", SearchOption.AllDirectories)
                )
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        )
    );

    [TestCaseSource(nameof(Cleanups))]
    public void An_example_of_a_cleanup_is_valid(object block) =>
        Assert.That(CleanupSpecRules.Check(CleanupYaml.Parse(((FencedBlock)block).Text, $"{block}").Spec), Is.Empty);

    [TestCaseSource(nameof(Messages))]
    public void A_message_in_troubleshooting_is_one_that_a_program_prints(string message) =>
        Assert.That(Sources.Value, Does.Contain(message));

    [Test]
    public void Troubleshooting_explains_many_messages() => Assert.That(Messages.Count(), Is.GreaterThan(15));

    [Test]
    public void The_documents_name_the_version_that_is_built()
    {
        var version = File.ReadAllText(SourceTree.PathOf("Directory.Build.props")).Split("<Version>")[1].Split('<')[0];
        var named = MarkdownPage
            .All.SelectMany(page => page.Blocks)
            .SelectMany(block =>
                System.Text.RegularExpressions.Regex.Matches(
                    block.Text,
                    @"(?:nodegc/\w+:|nodegc-agent-|tag: v)(\d+\.\d+\.\d+)"
                )
            )
            .Select(match => match.Groups[1].Value);

        Assert.That(named.Distinct(), Is.EqualTo((string[])[version]));
    }
}
