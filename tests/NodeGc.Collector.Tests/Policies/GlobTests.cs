using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Policies;

public sealed class GlobTests
{
    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    [TestCase("*", "", true)]
    [TestCase("*", "registry.example.com/base/app:1", true)]
    [TestCase("pg-*", "pg-", true)]
    [TestCase("pg-*", "pg-1", true)]
    [TestCase("pg-*", "my-pg-1", false)]
    [TestCase("*.example.com/base/*", "registry.example.com/base/app:1", true)]
    [TestCase("*.example.com/base/*", "registry.example.com/other/app:1", false)]
    [TestCase("a?c", "abc", true)]
    [TestCase("a?c", "ac", false)]
    [TestCase("a*b*c", "a1b2b3c", true)]
    [TestCase("a*b*c", "a1b2b3", false)]
    [TestCase("nginx", "Nginx", false)]
    [TestCase("nginx.1", "nginx-1", false, Description = "a dot stands for itself")]
    [TestCase("[ab]", "a", false, Description = "so does a bracket")]
    public void Matches_the_whole_text_or_not_at_all(string pattern, string text, bool matches) =>
        Assert.That(Glob.IsMatch(pattern, text), Is.EqualTo(matches));

    [Test]
    public void Many_stars_take_no_time() =>
        Assert.That(Glob.IsMatch(string.Concat(Enumerable.Repeat("*a", 60)) + "b", new string('a', 5000)), Is.False);
}
