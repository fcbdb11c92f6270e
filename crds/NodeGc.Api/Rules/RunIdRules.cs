using System.Text.RegularExpressions;

namespace NodeGc.Api.Rules;

/// <summary>Rules for the ID of a run. The agent quarantines items in a directory of that name, so it must not lead
/// elsewhere.</summary>
internal static partial class RunIdRules
{
    public static IEnumerable<SpecProblem> Check(string field, string run) =>
        Name().IsMatch(run)
            ? []
            :
            [
                new SpecProblem(
                    field,
                    $"'{run}' is not a valid run ID; use up to 128 letters, digits, '.', '_' and '-', "
                        + "starting with a letter or digit"
                ),
            ];

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
