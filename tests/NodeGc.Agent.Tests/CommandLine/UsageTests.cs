namespace NodeGc.Agent.Tests.CommandLine;

internal sealed class UsageTests
{
    [Test]
    public async Task Help_lists_every_command()
    {
        var help = await AgentCommandLine.RunAsync("--help");

        Assert.That(help.ExitCode, Is.EqualTo(ExitCode.Nothing));
        foreach (var command in new[] { "scan", "plan", "clean", "restore", "explain", "tree", "images", "run", "health" })
            Assert.That(help.Output, Does.Match($@"(?m)^\s+{command}\b"));
    }

    [TestCase("scan", "--data-root")]
    [TestCase("clean", "--yes")]
    [TestCase("restore", "--run")]
    [TestCase("explain", "path-or-id")]
    [TestCase("tree", "--layers")]
    [TestCase("images", "--directories")]
    public async Task Help_of_a_command_explains_its_options(string command, string option) =>
        Assert.That((await AgentCommandLine.RunAsync(command, "--help")).Output, Does.Contain(option));

    [TestCase("prune")]
    [TestCase("scan", "--output", "xml")]
    [TestCase("scan", "--no-such-option")]
    [TestCase("restore")]
    [TestCase("explain")]
    [TestCase("restore", "--run", "../../etc", "--data-root", "/", "--state-dir", "/tmp")]
    public async Task A_wrong_command_line_has_an_exit_code_of_its_own(params string[] arguments)
    {
        var result = await AgentCommandLine.RunAsync(arguments);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage), result.ToString());
            Assert.That(result.Errors, Does.StartWith("nodegc-agent: "));
        });
    }

    [Test]
    public async Task The_daemon_wants_to_know_its_node()
    {
        var result = await AgentCommandLine.RunAsync("run");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage), result.ToString());
            Assert.That(result.Errors, Does.Contain("NODE_NAME"));
        });
    }
}
