using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.CommandLine;

/// <summary>Finds the lost pieces that a person means. A piece that could own a whole kind of things has to be named by
/// itself: nobody confirms that by way of a
/// folder.</summary>
internal sealed class LossChoice(Inventory inventory)
{
    /// <summary>The doubts about the pieces at <paramref name="paths"/>, each of which may be a folder.</summary>
    /// <exception cref="AgentException">One of the paths is not lost, or has to be named more exactly.</exception>
    public ImmutableArray<Doubt> Find(IEnumerable<string> paths) => [.. paths.SelectMany(FindAt).Distinct()];

    private IEnumerable<Doubt> FindAt(string path)
    {
        var exact = inventory.Doubts.Where(doubt => doubt.IsLoss && doubt.Subject == path).ToList();
        if (exact.Count > 0) return exact;
        var below = inventory.Doubts
            .Where(doubt => doubt.IsLoss
                && (path.Length == 0 || doubt.Subject.StartsWith($"{path}/", StringComparison.Ordinal))).ToList();
        if (below.Count == 0) throw Wrong(WhyNot(path));
        if (below.FirstOrDefault(IsWide) is { } wide)
            throw Wrong($"{wide.Subject} could own {WordsOf(wide.Scope)}: name it by itself.");
        return below;
    }

    private static string WordsOf(DoubtScope scope) =>
        scope == DoubtScope.Everything ? "everything" : $"all {scope.ToString().ToLowerInvariant()}";

    private static bool IsWide(Doubt doubt) =>
        doubt.Scope is DoubtScope.Everything or DoubtScope.Layers or DoubtScope.Volumes;

    private string WhyNot(string path)
    {
        if (inventory.Doubts.Any(doubt => doubt.Subject == path))
            return $"{path} is in doubt, but nothing is lost there that could be confirmed. "
                + $"See its remedy in scan.";
        var lost = inventory.Doubts.Where(doubt => doubt.IsLoss).Select(doubt => doubt.Subject).ToList();
        return $"{path} can be read, or is not metadata of this store, so there is no loss to confirm. Lost "
            + $"{(lost.Count == 0 ? "is nothing" : $"are: {string.Join(", ", lost)}")}.";
    }

    private static AgentException Wrong(string message) => new(message) { ExitCode = ExitCode.Usage };
}
