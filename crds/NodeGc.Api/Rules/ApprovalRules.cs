using System.Text.RegularExpressions;
using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Rules;

/// <summary>Rules for the digest of an approved plan.</summary>
internal static partial class ApprovalRules
{
    public static IEnumerable<SpecProblem> Check(string field, CleanupMode mode, string? digest) =>
        digest switch
        {
            null => [],
            _ when mode != CleanupMode.Approve =>
            [
                new SpecProblem(field, $"may only be set in mode Approve, but the mode is {mode}; remove it"),
            ],
            _ when !Digest().IsMatch(digest) =>
            [
                new SpecProblem(
                    field,
                    $"'{digest}' is not a plan digest; expected sha256: and 64 hexadecimal digits, as in status"
                ),
            ],
            _ => [],
        };

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}
