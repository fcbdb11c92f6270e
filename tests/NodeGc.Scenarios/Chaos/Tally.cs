using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace NodeGc.Scenarios.Chaos;

/// <summary>What happened so far, in numbers, and all that must not have happened.</summary>
internal sealed class Tally
{
    private readonly ConcurrentQueue<string> violations = [];
    private readonly ConcurrentDictionary<string, int> counts = [];

    public ImmutableArray<string> Violations => [.. violations];

    public void Violate(string what)
    {
        violations.Enqueue($"{DateTime.UtcNow:HH:mm:ss} {what}");
        TestContext.Progress.WriteLine($"VIOLATION {what}");
    }

    public void Count(string what, int by = 1) => counts.AddOrUpdate(what, by, (_, before) => before + by);

    public int Of(string what) => counts.GetValueOrDefault(what);

    /// <summary>All numbers in a line.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            counts
                .OrderBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => $"{count.Value} {count.Key}")
                .Append($"{violations.Count} violations")
        );
}
