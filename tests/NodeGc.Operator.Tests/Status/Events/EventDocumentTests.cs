using System.Reflection;
using NodeGc.Operator.Status.Events;
using NodeGc.Testing;

namespace NodeGc.Operator.Tests.Status.Events;

/// <summary>Whoever searches for the reason of an event finds it.</summary>
public sealed class EventDocumentTests
{
    private static readonly string Document = File.ReadAllText(SourceTree.PathOf("docs", "events.md"));

    [TestCase(typeof(CleanupEvents))]
    [TestCase(typeof(NodeEvents))]
    [TestCase(typeof(NodeStorageEvents))]
    public void Every_reason_is_described(Type events)
    {
        var reasons = events
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(method => method.Name)
            // Its reason is that of a condition.
            .Except([nameof(CleanupEvents.NotEffective)]);
        Assert.That(reasons.Where(reason => !Document.Contains($"| `{reason}` |", StringComparison.Ordinal)), Is.Empty);
    }
}
