using System.Text.RegularExpressions;
using NodeGc.Agent.CommandLine;
using NodeGc.Docs.Tests.Markdown;
using NodeGc.Testing;

namespace NodeGc.Docs.Tests.Commands;

/// <summary>Runs the commands of the documents: kubectl and Helm on a cluster, those of the agent as far as its command
/// line. The commands of the runbooks are run by the scenarios of the alerts.</summary>
[Category("Slow")]
[CancelAfter(180_000)]
public sealed partial class CommandTests
{
    private const string Install = "helm install nodegc charts/nodegc --namespace nodegc --create-namespace";

    /// <summary>Lists the names of all objects of all kinds.</summary>
    private const string Everything =
        "kubectl get \"$(kubectl api-resources --verbs=list -o name | tr '\\n' , | sed 's/,$//')\" -A -o name";

    private static readonly string[] Languages =
    [
        "",
        "console",
        "csharp",
        "yaml",
        "text",
        "go",
        "lua",
        "json",
        "python",
    ];

    private static IEnumerable<MarkdownPage> Pages =>
        MarkdownPage.All.Where(page => !page.File.StartsWith("docs/runbooks/") && CommandsOf(page).Any());

    [TestCaseSource(nameof(Pages))]
    public async Task Every_command_works(object page, CancellationToken cancellationToken)
    {
        await using var scene = await CommandScene.CreateAsync(cancellationToken);
        var blocks = ((MarkdownPage)page).Blocks.Where(IsConsole).ToList();
        if (
            !CommandsOf((MarkdownPage)page).Any(command => command.StartsWith("helm install", StringComparison.Ordinal))
        )
            Assert.That((await scene.RunAsync([Install], cancellationToken)).Succeeded);

        foreach (var block in blocks)
        {
            var result = await scene.RunAsync(CommandBlock.Read(block), cancellationToken);
            Assert.That(result.Succeeded, $"{block}: {result}");
        }

        Assert.That(scene.Recorded.SelectMany(ProblemsOf), Is.Empty);
    }

    [Test]
    public async Task The_commands_that_uninstall_leave_nothing_in_the_cluster(CancellationToken cancellationToken)
    {
        await using var scene = await CommandScene.CreateAsync(cancellationToken);
        var page = MarkdownPage.All.Single(one => one.File == "docs/upgrade.md");
        Assert.That((await scene.RunAsync([Install], cancellationToken)).Succeeded);
        Assert.That((await scene.RunAsync([Everything], cancellationToken)).Output, Does.Contain("nodegc"));

        foreach (var block in page.Blocks.Where(IsConsole))
            await scene.RunAsync(CommandBlock.Read(block), cancellationToken);

        var left = await scene.RunAsync([Everything], cancellationToken);
        Assert.That(left.Succeeded, left.ToString());
        Assert.That(left.Output.Split('\n').Where(name => name.Contains("nodegc")), Is.Empty);
    }

    [Test]
    public void Commands_are_marked_as_such() =>
        Assert.That(
            MarkdownPage
                .All.SelectMany(page => page.Blocks)
                .Where(block => !Languages.Contains(block.Language) || (!IsConsole(block) && HasCommand(block))),
            Is.Empty,
            "use console, with $ before each command"
        );

    [Test]
    public void Every_console_block_has_a_command() =>
        Assert.That(
            MarkdownPage
                .All.SelectMany(page => page.Blocks)
                .Where(block => IsConsole(block) && CommandBlock.Read(block).IsEmpty),
            Is.Empty
        );

    [Test]
    public void Every_program_that_is_not_run_is_used() =>
        Assert.That(
            CommandScene.NotRun.Keys.Where(program =>
                !Pages.SelectMany(CommandsOf).Any(command => Regex.IsMatch(command, $@"(^|[ (]){program} "))
            ),
            Is.Empty
        );

    private static IEnumerable<string> CommandsOf(MarkdownPage page) =>
        page.Blocks.Where(IsConsole).SelectMany(block => CommandBlock.Read(block));

    private static bool IsConsole(FencedBlock block) => block.Language == "console";

    private static bool HasCommand(FencedBlock block) =>
        block.Language.Length == 0 && block.Text.Split('\n').Any(line => Command().IsMatch(line));

    /// <summary><c>dotnet publish FOLDER</c>, <c>dotnet run --project FOLDER</c>.</summary>
    private static string ProjectOf(IReadOnlyList<string> arguments) =>
        arguments[1] == "--project" ? arguments[2] : arguments[1];

    private static IEnumerable<string> ProblemsOf(RecordedCommand command)
    {
        if (command.FindAgentArguments() is { } arguments)
            foreach (var error in AgentCommands.CreateRoot().Parse(arguments).Errors)
                yield return $"{command}: {error.Message}";
        if (command.Program == "dotnet" && !Directory.Exists(SourceTree.PathOf(ProjectOf(command.Arguments))))
            yield return $"{command}: there is no such project";
        if (command.Program == "make")
            foreach (var target in command.Arguments.Where(word => !word.Contains('=', StringComparison.Ordinal)))
                if (!Targets().Matches(Makefile).Any(match => match.Groups[1].Value == target))
                    yield return $"{command}: the Makefile has no target {target}";
    }

    private static string Makefile => File.ReadAllText(SourceTree.PathOf("Makefile"));

    [GeneratedRegex(@"^(\$ |([A-Z_]+=\S+ )*(kubectl|helm|nodegc-agent|docker|make|dotnet) )")]
    private static partial Regex Command();

    [GeneratedRegex(@"^([a-z]+):", RegexOptions.Multiline)]
    private static partial Regex Targets();
}
