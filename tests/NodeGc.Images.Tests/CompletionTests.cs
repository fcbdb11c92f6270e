using NodeGc.Testing.Docker;

namespace NodeGc.Images.Tests;

/// <summary>Completion in the shells themselves.</summary>
internal sealed class CompletionTests
{
    private static string Program => Artifacts.PathOf("amd64", "agent", "nodegc-agent");

    [TestCase("nodegc-agent qua", "quarantine")]
    [TestCase("nodegc-agent scan --data", "--data-root")]
    [TestCase("nodegc-agent scan --output j", "json")]
    public void Bash_completes(string line, string expected)
    {
        var script = $$"""
            source <(nodegc-agent completion bash)
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}
            COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _nodegc_agent
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.That(Run("/bin/bash", "-c", script), Is.EqualTo(new[] { expected }));
    }

    [TestCase("nodegc-agent qua", "quarantine")]
    [TestCase("nodegc-agent scan --data", "--data-root")]
    public void Fish_completes(string line, string expected) =>
        Assert.That(
            Run("/usr/bin/fish", "--no-config", "-c", $"nodegc-agent completion fish | source; complete -C '{line}'"),
            Is.EqualTo(new[] { expected })
        );

    [TestCase("nodegc-agent qua", "nodegc-agent quarantine")]
    [TestCase("nodegc-agent scan --data", "nodegc-agent scan --data-root")]
    public void Zsh_completes(string line, string expected)
    {
        // The line editor needs a terminal: zsh's own pseudo-terminal runs another zsh.
        var script = $$"""
            zmodload zsh/zpty
            zpty shell "TERM=dumb zsh -f -i"
            zpty -w shell "PS1='> '; autoload -Uz compinit; compinit -D -u; source <(nodegc-agent completion zsh)"
            zpty -w shell "echo rea''dy"
            zpty -r -m shell output '*ready*' || exit 1
            zpty -n -w shell $'{{line}}\t'
            zpty -n -w shell $'\C-aprint -r -- \'\C-e\'\n'
            zpty -r -m shell output $'*\n{{expected}}*' || { print -r -- "$output"; exit 1 }
            print -r -- done
            """;

        Assert.That(Run("/usr/bin/zsh", "-f", "-c", script), Is.EqualTo(new[] { "done" }));
    }

    private static string[] Run(string shell, params string[] arguments) =>
        new ExternalCommand(shell, arguments)
        {
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = $"{Path.GetDirectoryName(Program)}:{Environment.GetEnvironmentVariable("PATH")}",
            },
        }
            .Run()
            .Text.Split('\n');
}
