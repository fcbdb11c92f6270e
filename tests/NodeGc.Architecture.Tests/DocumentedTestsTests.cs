using System.Text.RegularExpressions;

namespace NodeGc.Architecture.Tests;

/// <summary>What the documents say is shown by a test is shown by one.</summary>
public sealed partial class DocumentedTestsTests
{
    private static readonly HashSet<string> Tests =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)),
    ];

    private static IEnumerable<string> Named =>
        Quoted()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/drivers.md")))
            .Select(match => match.Groups[1].Value);

    [Test]
    public void Every_test_that_the_table_of_drivers_names_exists() => Assert.That(Named.Except(Tests), Is.Empty);

    [Test]
    public void The_table_of_drivers_names_many_tests() => Assert.That(Named.Distinct().Count(), Is.GreaterThan(20));

    [GeneratedRegex(@"(?:void|Task|bool) ([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Quoted();
}
