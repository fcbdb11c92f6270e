using System.CommandLine;
using NodeGc.Agent.CommandLine;
using NodeGc.Testing;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>The help of every command, as golden files. <c>NODEGC_GOLDEN=rewrite</c> writes them again.</summary>
[Category("Golden")]
internal sealed class HelpTests
{
    private static readonly string Tests = SourceTree.PathOf("tests", "NodeGc.Agent.Tests");
    private static readonly string HelpFolder = Path.Combine(Tests, "CommandLine", "Golden");
    private static readonly string ReportFolder = Path.Combine(Tests, "Reports", "Golden");

    /// <summary>They print no report: one runs until stopped, one sets the exit code, one prints a script.</summary>
    private static readonly string[] WithoutReport = ["run", "health", "completion"];

    private static IEnumerable<TestCaseData> Commands =>
        CommandsOf(AgentCommands.CreateRoot(), [])
            .Select(path => new TestCaseData((object)path).SetArgDisplayNames(NameOf(path)));

    [TestCaseSource(nameof(Commands))]
    public async Task Help_of_every_command_is_as_in_its_golden_file(string[] command)
    {
        var help = await AgentCommandLine.RunAsync([.. command, "--help"]);

        var printed = AsInstalled(help.Output);
        var file = Path.Combine(HelpFolder, $"{NameOf(command)}.txt");
        if (Environment.GetEnvironmentVariable("NODEGC_GOLDEN") == "rewrite")
            await File.WriteAllTextAsync(file, printed);
        Assert.That(help.ExitCode, Is.EqualTo(ExitCode.Nothing), help.ToString());
        Assert.That(
            printed,
            Is.EqualTo(File.Exists(file) ? await File.ReadAllTextAsync(file) : ""),
            $"{file}: NODEGC_GOLDEN=rewrite writes the golden files again; read the difference"
        );
    }

    [Test]
    public void Every_golden_help_belongs_to_a_command() =>
        Assert.That(
            Directory.EnumerateFiles(HelpFolder).Select(Path.GetFileNameWithoutExtension),
            Is.EquivalentTo(CommandsOf(AgentCommands.CreateRoot(), []).Select(NameOf))
        );

    [Test]
    public void Every_command_that_prints_a_report_has_a_golden_file_of_it()
    {
        var leaves = CommandsOf(AgentCommands.CreateRoot(), [])
            .Where(path => Find(path).Subcommands.Count == 0)
            .Select(path => string.Join('-', path))
            .Except(WithoutReport);

        Assert.That(
            leaves.Where(name => !File.Exists(Path.Combine(ReportFolder, $"{name}.txt"))),
            Is.Empty,
            "add the command to Reports/GoldenTests"
        );
    }

    private static IEnumerable<string[]> CommandsOf(Command command, string[] path) =>
        command.Subcommands.SelectMany(child => CommandsOf(child, [.. path, child.Name])).Prepend(path);

    private static Command Find(string[] path) =>
        path.Aggregate((Command)AgentCommands.CreateRoot(), (command, name) =>
            command.Subcommands.Single(child => child.Name == name)
        );

    private static string NameOf(string[] path) => string.Join('-', path.Prepend("nodegc-agent"));

    /// <summary>The usage line has the name of the process, which is that of the test host.</summary>
    private static string AsInstalled(string help) =>
        string.Join(
            '\n',
            help.Replace("\r", "", StringComparison.Ordinal)
                .Split('\n')
                .Select(line =>
                    line.TrimEnd(' ')
                        .Replace($"  {RootCommand.ExecutableName}", "  nodegc-agent", StringComparison.Ordinal)
                )
        );
}
