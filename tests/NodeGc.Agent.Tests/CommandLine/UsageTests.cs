namespace NodeGc.Agent.Tests.CommandLine;

internal sealed class UsageTests
{
    [Test]
    public async Task Help_lists_every_command()
    {
        var help = await AgentCommandLine.RunAsync("--help");

        Assert.That(help.ExitCode, Is.EqualTo(ExitCode.Nothing));
        foreach (
            var command in new[] { "scan", "plan", "clean", "restore", "explain", "tree", "images", "run", "health" }
        )
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

    [TestCase(new[] { "prune" }, "'prune' is not a command.")]
    [TestCase(new[] { "scna" }, "'scna' is not a command. Did you mean scan?")]
    [TestCase(new[] { "quarantine", "evct" }, "'evct' is not a command. Did you mean evict?")]
    [TestCase(new[] { "clean", "--polcy", "x" }, "--polcy is not an option of clean. Did you mean --policy?")]
    [TestCase(new[] { "scan", "--dataroot", "/x" }, "--dataroot is not an option of scan. Did you mean --data-root?")]
    [TestCase(new[] { "explain", "a", "b" }, "'b' is an unexpected argument of explain.")]
    [TestCase(new[] { "clean", "--yes=maybe" }, "'maybe' is an unexpected argument of clean.")]
    [TestCase(new[] { "scan", "--output", "xml" }, "--output must be text or json, not 'xml'")]
    [TestCase(new[] { "scan", "--engine-timeout", "30" }, "--engine-timeout: '30' has no unit; for seconds use 30s")]
    [TestCase(new[] { "scan", "--engine-timeout", "-5" }, "--engine-timeout: '-5' is negative")]
    [TestCase(new[] { "scan", "--engine-timeout", "500ms" }, "--engine-timeout: '500ms' must be between 1s and 1h")]
    [TestCase(new[] { "health", "--max-age", "x" }, "--max-age: 'x' is not a duration")]
    [TestCase(new[] { "run", "--wide" }, "--wide is not an option of run.")]
    [TestCase(new[] { "run", "--plan-lifetime", "90d" }, "--plan-lifetime: '90d' must be between 1s and 30d")]
    [TestCase(
        new[] { "scan", "--socket", "tcp://127.0.0.1:2375" },
        "'tcp://127.0.0.1:2375' is not a Unix socket on this host"
    )]
    [TestCase(new[] { "scan", "--socket", "unix://" }, "'unix://' contains no path")]
    [TestCase(new[] { "scan", "--socket", "unix://run/docker.sock" }, "is not an absolute path")]
    [TestCase(new[] { "scan", "--data-root", "/a", "--data-root", "/b" }, "--data-root can be given only once")]
    [TestCase(new[] { "scan", "--data-root", "" }, "--data-root is empty")]
    [TestCase(new[] { "scan", "--state-dir", "" }, "--state-dir is empty")]
    [TestCase(new[] { "plan", "--node-labels", "pool" }, "--node-labels: 'pool' is not a label; use KEY=VALUE")]
    [TestCase(
        new[] { "restore", "--run", "../../etc", "--data-root", "/", "--state-dir", "/tmp" },
        "'../../etc' is not a valid run name"
    )]
    [TestCase(
        new[] { "quarantine", "evict", "--until-free", "-5Gi", "--data-root", "/", "--state-dir", "/tmp" },
        "--until-free: '-5Gi' is negative"
    )]
    public async Task A_wrong_command_line_gets_an_error_that_says_what_is_wrong(string[] arguments, string message)
    {
        var result = await AgentCommandLine.RunAsync(arguments);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage), result.ToString());
        Assert.That(result.Errors, Does.Contain($"nodegc-agent: {message}").Or.Contain(message));
        Assert.That(
            result.Errors,
            Does.Not.Contain("System.").And.Not.Contain("(Parameter").And.Not.Contain("Exception")
        );
    }

    private static IEnumerable<string[]> Commands =>
        [
            ["scan"],
            ["plan"],
            ["clean"],
            ["restore"],
            ["quarantine"],
            ["quarantine", "list"],
            ["quarantine", "evict"],
            ["explain"],
            ["tree"],
            ["images"],
            ["run"],
            ["health"],
        ];

    [TestCaseSource(nameof(Commands))]
    public async Task Help_shows_defaults_as_they_are_written_on_the_command_line(params string[] command)
    {
        var help = (await AgentCommandLine.RunAsync([.. command, "--help"])).Output;

        Assert.That(
            help,
            Does.Not.Match(@"\{ |System\.|[0-9]\.[0-9][0-9]:[0-9][0-9]:|\[default: [0-9:.]+\]")
                .And.Not.Contains("outputchoice")
        );
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
