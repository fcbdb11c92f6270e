using System.CommandLine;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>completion</c>: prints a script that makes a shell, or kubectl, complete commands, options and names.
/// The script asks this program, so it never gets out of date.</summary>
internal static class CompletionCommand
{
    /// <summary>The hidden command that prints suggestions, as kubectl expects them of a plugin.</summary>
    public const string Suggest = "__complete";

    /// <summary>kubectl asks the executable <c>kubectl_complete-PLUGIN</c> on the PATH.</summary>
    private const string Kubectl = $$"""
        #!/bin/sh
        # Completion of kubectl nodegc: save as an executable kubectl_complete-nodegc in a directory of the PATH.
        exec kubectl-nodegc {{Suggest}} "$@"
        """;

    private const string Bash = $$"""
        # bash completion for kubectl-nodegc
        _kubectl_nodegc() {
            local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" {{Suggest}} "${words[@]}" 2>/dev/null | grep -v '^:')" \
                -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _kubectl_nodegc kubectl-nodegc
        """;

    private const string Zsh = $$"""
        #compdef kubectl-nodegc
        _kubectl_nodegc() {
            local -a suggestions
            suggestions=(${(f)"$("${words[1]}" {{Suggest}} "${(@)words[2,CURRENT]}" 2>/dev/null | grep -v '^:')"})
            compadd -a suggestions
        }
        if [ "${funcstack[1]}" = "_kubectl_nodegc" ]; then
            _kubectl_nodegc "$@"
        else
            compdef _kubectl_nodegc kubectl-nodegc
        fi
        """;

    private const string Fish = $$"""
        # fish completion for kubectl-nodegc
        function __kubectl_nodegc_suggest
            set -l words (commandline --tokenize --cut-at-cursor --current-process)
            set -l last (commandline --current-token --cut-at-cursor)
            $words[1] {{Suggest}} $words[2..] "$last" 2>/dev/null | string match --invert ':*'
        end
        complete --command kubectl-nodegc --no-files --arguments '(__kubectl_nodegc_suggest)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell")
        {
            Description = "The shell that completes kubectl-nodegc, or kubectl for kubectl nodegc.",
        };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "kubectl");
        var command = new Command("completion", "Print a script that completes commands, options and names.");
        command.Arguments.Add(shell);
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(Script(parsed.GetRequiredValue(shell)));
            return 0;
        });
        return command;
    }

    private static string Script(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => Kubectl,
        };
}
