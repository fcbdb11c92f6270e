using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Selection;

/// <summary>The <c>labelSelector</c> of a request: <c>a=b, c!=d, e in (x, y), f notin (z), g, !h, i &gt;
/// 3</c>.</summary>
internal sealed partial record LabelSelector(ImmutableArray<LabelRequirement> Requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public bool Matches(JsonObject? labels) =>
        Requirements.All(requirement => requirement.Matches(labels?.Text(requirement.Label)));

    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Everything;
        return new LabelSelector([.. CommaOutsideParentheses().Split(text).Select(Requirement)]);
    }

    private static LabelRequirement Requirement(string text)
    {
        var match = RequirementText().Match(text);
        if (!match.Success)
            throw ApiErrors.BadRequest(
                $"unable to parse requirement: found '{text.Trim()}', expected: a label, '!', '=', '!=', 'in' or "
                    + "'notin'"
            );
        var label = match.Groups["label"].Value;
        if (match.Groups["not"].Success)
            return new LabelRequirement(label, LabelOperator.DoesNotExist, []);
        if (match.Groups["set"].Success)
            return new LabelRequirement(
                label,
                match.Groups["set"].Value == "in" ? LabelOperator.In : LabelOperator.NotIn,
                [.. match.Groups["values"].Value.Split(',').Select(value => value.Trim())]
            );
        ImmutableArray<string> value = [match.Groups["value"].Value];
        return match.Groups["op"].Value switch
        {
            "" => new LabelRequirement(label, LabelOperator.Exists, []),
            "!=" => new LabelRequirement(label, LabelOperator.NotIn, value),
            ">" => new LabelRequirement(label, LabelOperator.GreaterThan, value),
            "<" => new LabelRequirement(label, LabelOperator.LessThan, value),
            _ => new LabelRequirement(label, LabelOperator.In, value),
        };
    }

    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex CommaOutsideParentheses();

    [GeneratedRegex(
        """
            ^\s*(?:(?<not>!)\s*(?<label>[\w./-]+)
                 |(?<label>[\w./-]+)\s+(?<set>in|notin)\s*\((?<values>[^()]*)\)
                 |(?<label>[\w./-]+)(?:\s*(?<op>==|=|!=|>|<)\s*(?<value>[\w.-]*))?)\s*$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture
    )]
    private static partial Regex RequirementText();
}
