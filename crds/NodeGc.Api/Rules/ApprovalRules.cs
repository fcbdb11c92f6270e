using System.Text.RegularExpressions;
using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Rules;

/// <summary>Rules for the digest of a plan that somebody approved.</summary>
internal static partial class ApprovalRules
{
    public static IEnumerable<SpecProblem> Check(string field, CleanupMode mode, string? digest) =>
        digest switch
        {
            null => [],
            _ when mode != CleanupMode.Approve =>
            [
                new SpecProblem(
                    field,
                    $"only mode Approve carries out an approved plan, and the mode is {mode}; leave it out"
                ),
            ],
            _ when !Digest().IsMatch(digest) =>
            [
                new SpecProblem(
                    field,
                    $"'{digest}' is no digest of a plan; it is sha256: and 64 hexadecimal digits, as status says"
                ),
            ],
            _ => [],
        };

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}
