using NodeGc.Api.Formats;

namespace NodeGc.Api.Tests.Formats;

public sealed class ShortTextTests
{
    [TestCase("abcdef", 6, "abcdef")]
    [TestCase("abcdefg", 6, "abcde…")]
    [TestCase("abcd😀fg", 6, "abcd…")]
    [TestCase("abc😀efg", 6, "abc😀…")]
    public void Cuts_where_a_character_ends(string text, int most, string expected) =>
        Assert.That(ShortText.Truncate(text, most), Is.EqualTo(expected));
}
