using System.CommandLine;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>completion</c>: prints a script that makes a shell complete commands and options. The script asks this
/// program for suggestions, so it never gets out of date.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash completion for nodegc-agent
        _nodegc_agent() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" \
                -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _nodegc_agent nodegc-agent
        """;

    private const string Zsh = """
        #compdef nodegc-agent
        _nodegc_agent() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a suggestions
            suggestions=(${(f)"$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)"})
            compadd -a suggestions || _files
        }
        if [ "${funcstack[1]}" = "_nodegc_agent" ]; then
            _nodegc_agent "$@"
        else
            compdef _nodegc_agent nodegc-agent
        fi
        """;

    private const string Fish = """
        # fish completion for nodegc-agent
        function __nodegc_agent_suggest
            set -l line (commandline --cut-at-cursor)
            set -l program (commandline --tokenize --current-process)[1]
            $program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command nodegc-agent --arguments '(__nodegc_agent_suggest)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell that is to run the script." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command(
            "completion",
            "Print a shell script that completes commands and options. To use it in this shell: "
                + "source <(nodegc-agent completion bash)"
        );
        command.Arguments.Add(shell);
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(Script(parsed.GetRequiredValue(shell)));
            return (int)ExitCode.Nothing;
        });
        return command;
    }

    private static string Script(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            _ => Fish,
        };
}
