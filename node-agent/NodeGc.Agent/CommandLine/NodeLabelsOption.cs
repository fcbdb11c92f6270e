using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>--node-labels</c>: the labels to match <c>spec.nodeSelector</c> against on a host without
/// Kubernetes.</summary>
internal sealed class NodeLabelsOption
{
    private readonly Option<ImmutableDictionary<string, string>?> labels = new("--node-labels")
    {
        Description =
            "Labels of this host, as KEY=VALUE,KEY=VALUE. "
            + "If the nodeSelector of the policy does not match, nothing is done.",
        HelpName = "KEY=VALUE,...",
        CustomParser = Parse,
    };

    public void AddTo(Command command) => command.Options.Add(labels);

    /// <summary>The labels; null if the option was not given.</summary>
    public ImmutableDictionary<string, string>? Read(ParseResult parsed) => parsed.GetValue(labels);

    private static ImmutableDictionary<string, string>? Parse(ArgumentResult result)
    {
        var given = ImmutableDictionary<string, string>.Empty;
        const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var label in result.Tokens[0].Value.Split(',', Clean))
        {
            var equals = label.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                given = given.SetItem(label[..equals], label[(equals + 1)..]);
            else
                result.AddError($"--node-labels: '{label}' is not a label; use KEY=VALUE,KEY=VALUE");
        }
        return given;
    }
}
