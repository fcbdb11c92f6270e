using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector.Policies;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

[TestFixture]
public sealed class GlobLaws
{
    [Property(Arbitrary = [typeof(Texts)], MaxTest = 500)]
    public bool Matches_exactly_what_the_same_regular_expression_matches((string Pattern, string Text) sample)
    {
        var escaped = Regex
            .Escape(sample.Pattern)
            .Replace("\\*", ".*", StringComparison.Ordinal)
            .Replace("\\?", ".", StringComparison.Ordinal);
        return Glob.IsMatch(sample.Pattern, sample.Text)
            == Regex.IsMatch(sample.Text, $"^{escaped}\\z", RegexOptions.CultureInvariant);
    }

    private static class Texts
    {
        public static Arbitrary<(string Pattern, string Text)> Samples() =>
            Arb.From(from pattern in TextOf("ab.*?*") from text in TextOf("aab.b") select (pattern, text));

        private static Gen<string> TextOf(string letters) =>
            from length in Gen.Choose(0, 7)
            from text in Gen.ArrayOf(Gen.Elements(letters.ToCharArray()), length)
            select new string(text);
    }
}
