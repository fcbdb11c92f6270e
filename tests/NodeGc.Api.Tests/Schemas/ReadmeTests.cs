using System.Reflection;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;

namespace NodeGc.Api.Tests.Schemas;

public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));

    [TestCase(typeof(CleanupConditions))]
    [TestCase(typeof(CleanupReasons))]
    [TestCase(typeof(NodeConditions))]
    [TestCase(typeof(NodeReasons))]
    [TestCase(typeof(RestoreReasons))]
    public void Explains_every_condition_and_reason(Type words)
    {
        var rows = words
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(word => $"| `{word.GetRawConstantValue()}` |");

        Assert.That(rows.Where(row => !Readme.Contains(row, StringComparison.Ordinal)), Is.Empty);
    }
}
