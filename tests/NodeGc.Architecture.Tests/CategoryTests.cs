using System.Text.RegularExpressions;

namespace NodeGc.Architecture.Tests;

/// <summary><c>make check</c> leaves out what is marked Real or Slow, on machines that have none of the real
/// parts.</summary>
public sealed partial class CategoryTests
{
    [Test]
    public void Tests_that_start_an_engine_or_use_its_store_are_left_out() =>
        Assert.That(
            CheckedSources().Where(file => Repository.Read(file) is var text && UsesReal(text) && !IsLeftOut(text)),
            Is.Empty
        );

    [Test]
    public void The_quick_run_holds_most_suites() => Assert.That(CheckedProjects(), Has.Count.GreaterThan(7));

    private static IEnumerable<string> CheckedSources() =>
        from project in CheckedProjects()
        from file in Repository.Files
        where file.StartsWith($"tests/{project}/", StringComparison.Ordinal)
        where file.EndsWith(".cs", StringComparison.Ordinal)
        select file;

    private static List<string> CheckedProjects() =>
        [
            .. TestProject()
                .Matches(Repository.Read("tests/check.slnf"))
                .Select(match => match.Groups[1].Value)
                .Where(name => name != "NodeGc.Architecture.Tests"),
        ];

    private static bool UsesReal(string text) => Fixture().IsMatch(text) && RealPart().IsMatch(text);

    private static bool IsLeftOut(string text) => Category().IsMatch(text);

    [GeneratedRegex(@"(NodeGc\.\w+\.Tests)\.csproj")]
    private static partial Regex TestProject();

    [GeneratedRegex(@"Category\(""(Real|Slow)""\)")]
    private static partial Regex Category();

    [GeneratedRegex(@"^    \[Test(Case|CaseSource)?\b", RegexOptions.Multiline)]
    private static partial Regex Fixture();

    [GeneratedRegex(@"\b(PrivateDockerd|EngineStore\.Shared|StoreCopy|AgentScene|HelmProgram|BtrfsDisk)\b")]
    private static partial Regex RealPart();
}
