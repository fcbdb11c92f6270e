using NodeGc.Agent.Tests.CommandLine;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>An invalid policy ends the command with its own exit code before the store is scanned.</summary>
internal sealed class PolicyTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("nodegc-policy-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("collect: { layerz: {} }", "layerz")]
    [TestCase("collect: { networks: {} }", "networks")]
    [TestCase("collect: {}", "spec.collect")]
    [TestCase("collect: { layers: { minAge: -1h } }", "spec.collect.layers.minAge")]
    [TestCase("collect: { layers: { minAge: tomorrow } }", "spec.collect.layers.minAge")]
    [TestCase("collect: { layers: { confirmations: 1 } }", "spec.collect.layers.confirmations")]
    [TestCase("collect: { layers: { confirmationInterval: 4s } }", "spec.collect.layers.confirmationInterval")]
    [TestCase("collect: { volumes: { scope: Everything } }", "spec.collect.volumes.scope")]
    [TestCase("{ collect: { layers: {} }, limits: { maxBytes: 12Q } }", "spec.limits.maxBytes")]
    [TestCase("{ collect: { layers: {} }, limits: { maxBytes: -5Gi } }", "spec.limits.maxBytes")]
    [TestCase("{ collect: { layers: {} }, limits: { maxPercentOfStore: 101 } }", "spec.limits.maxPercentOfStore")]
    [TestCase("{ collect: { layers: {} }, mode: Destroy }", "spec.mode")]
    public async Task Names_the_file_the_line_and_the_field(string spec, string field)
    {
        var result = await CleanAsync(PolicyTexts.Cleanup(spec));

        Assert.That(result.Errors, Does.Match(@"cleanup\.yaml:\d+").And.Contains(field), result.ToString());
    }

    [TestCase(
        "apiVersion: nodegc.io/v1alpha1\nkind: Deployment\nmetadata: { name: tidy }\nspec: {}\n",
        "must be NodeStorageCleanup"
    )]
    [TestCase(
        "apiVersion: nodegc.io/v2\nkind: NodeStorageCleanup\nmetadata: { name: tidy }\nspec: {}\n",
        "must be nodegc.io/v1alpha1"
    )]
    [TestCase("spec: [unclosed", "cleanup.yaml:")]
    [TestCase("", "cleanup.yaml:")]
    public async Task Says_what_is_expected_of_a_file_that_is_no_cleanup(string text, string expected)
    {
        var result = await CleanAsync(text);

        Assert.That(result.Errors, Does.Contain(expected), result.ToString());
    }

    [Test]
    public async Task Names_a_file_that_is_missing()
    {
        var result = await AgentCommandLine.RunAsync(
            "plan",
            "--policy",
            Path.Combine(folder, "none.yaml"),
            "--state-dir",
            folder
        );

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage), result.ToString());
            Assert.That(result.Errors, Does.Contain("none.yaml").And.Contains("cannot be read"));
        });
    }

    /// <summary>There is no data root at all: a policy that is read in time ends the command before that
    /// matters.</summary>
    private async Task<CommandLineResult> CleanAsync(string policy)
    {
        var file = Path.Combine(folder, "cleanup.yaml");
        await File.WriteAllTextAsync(file, policy);
        var result = await AgentCommandLine.RunAsync(
            "clean",
            "--yes",
            "--policy",
            file,
            "--data-root",
            Path.Combine(folder, "none"),
            "--state-dir",
            Path.Combine(folder, "state")
        );
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage), result.ToString());
        Assert.That(result.Output, Is.Empty);
        return result;
    }
}
