using System.Text.RegularExpressions;

namespace NodeGc.Architecture.Tests;

/// <summary>The collector decides what is deleted. It must be able to do nothing else: no files, no clock, no waiting,
/// no chance.</summary>
public sealed partial class PurityTests
{
    private static readonly Project Collector = Repository.Products.Single(project =>
        project.Name == "NodeGc.Collector"
    );

    private static IReadOnlyList<string> Banned =>
        [.. Repository.Read($"{Collector.Folder}/BannedSymbols.txt").Split('\n').Select(line => line.Split(';')[0])];

    [TestCase("N:System.IO")]
    [TestCase("N:System.Net")]
    [TestCase("N:System.Diagnostics")]
    [TestCase("N:System.Threading.Tasks")]
    [TestCase("N:Microsoft.Extensions.Logging")]
    [TestCase("T:System.Random")]
    [TestCase("T:System.TimeProvider")]
    [TestCase("T:System.Environment")]
    [TestCase("P:System.DateTime.Now")]
    [TestCase("P:System.DateTime.UtcNow")]
    [TestCase("P:System.DateTimeOffset.Now")]
    [TestCase("P:System.DateTimeOffset.UtcNow")]
    public void The_compiler_refuses(string symbol) => Assert.That(Banned, Does.Contain(symbol));

    [Test]
    public void The_list_of_banned_symbols_is_attached_with_its_analyzer()
    {
        Assert.That(Collector.Items("AdditionalFiles"), Does.Contain("BannedSymbols.txt"));
        Assert.That(Collector.Items("PackageReference"), Does.Contain("Microsoft.CodeAnalysis.BannedApiAnalyzers"));
    }

    [Test]
    public void The_compiled_collector_calls_nothing_that_acts_waits_or_differs_from_run_to_run() =>
        Assert.That(
            Metadata
                .ReferencedMembers(Collector.Assembly)
                .Where(member => Impure().IsMatch(member) && !WrittenByTheCompiler().IsMatch(member)),
            Is.Empty
        );

    [Test]
    public void The_compiled_collector_is_looked_through_at_all() =>
        Assert.That(
            Metadata.ReferencedMembers(Collector.Assembly),
            Has.Some.StartsWith("System.DateTimeOffset.").And.Some.StartsWith("System.Security.Cryptography.")
        );

    [TestCase("System.IO.File.Exists")]
    [TestCase("System.DateTimeOffset.get_UtcNow")]
    [TestCase("System.Diagnostics.Stopwatch.StartNew")]
    [TestCase("System.Threading.Tasks.Task.Run")]
    public void Would_be_noticed_in_the_compiled_collector(string member) =>
        Assert.That(Impure().IsMatch(member) && !WrittenByTheCompiler().IsMatch(member));

    [Test]
    public void The_collector_uses_no_package_at_run_time() =>
        Assert.That(
            Collector.Items("PackageReference"),
            Is.EqualTo(new[] { "Microsoft.CodeAnalysis.BannedApiAnalyzers" })
        );

    [GeneratedRegex(
        @"^System\.((IO|Net|Diagnostics|Threading|Runtime\.InteropServices\.NativeLibrary|Console|Environment|"
            + @"Random|TimeProvider|Timers)\b|Guid\.NewGuid|DateTime(Offset)?\.get_(Now|UtcNow|Today)$)"
    )]
    private static partial Regex Impure();

    /// <summary>Attributes, and the thread's number with which an iterator sees whether it is enumerated where it was
    /// made.</summary>
    [GeneratedRegex(
        @"Attribute\.\.ctor$|^System\.Environment\.get_CurrentManagedThreadId$|"
            + @"^System\.Diagnostics\.DebuggableAttribute\."
    )]
    private static partial Regex WrittenByTheCompiler();
}
