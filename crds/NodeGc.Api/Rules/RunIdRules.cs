using System.Text.RegularExpressions;

namespace NodeGc.Api.Rules;

/// <summary>Rules for the name of a run: the agent keeps what a run removes in a folder of that name, so it must not
/// lead anywhere else.</summary>
internal static partial class RunIdRules
{
    public static IEnumerable<SpecProblem> Check(string field, string run) =>
        Name().IsMatch(run)
            ? []
            :
            [
                new SpecProblem(
                    field,
                    $"'{run}' is no name for a run; it has letters, digits, '.', '_' and '-', at most 128, and begins with a letter or digit"
                ),
            ];

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
