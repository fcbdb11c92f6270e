using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.CommandLine;

/// <summary>Finds the lost metadata at given paths. Each piece has to be given explicitly: a directory may contain more
/// losses than the user is aware of.</summary>
internal sealed class LossSelection(Inventory inventory)
{
    /// <summary>The doubts about the metadata at <paramref name="paths"/>.</summary>
    /// <exception cref="AgentException">There is no loss at one of the paths.</exception>
    public ImmutableArray<Doubt> Find(IEnumerable<string> paths) => [.. paths.SelectMany(FindAt).Distinct()];

    private List<Doubt> FindAt(string path)
    {
        var doubts = inventory.Doubts.Where(doubt => doubt.IsLoss && doubt.Subject == path).ToList();
        return doubts.Count > 0 ? doubts : throw new AgentException(WhyNot(path)) { ExitCode = ExitCode.Usage };
    }

    private string WhyNot(string path)
    {
        if (inventory.Doubts.Any(doubt => doubt.Subject == path))
            return $"{path} has a problem that is not a loss and cannot be confirmed. "
                + "To see how to fix it: nodegc-agent scan";
        var lost = inventory.Doubts.Where(doubt => doubt.IsLoss).Select(doubt => doubt.Subject).Distinct().ToList();
        var below =
            path.Length == 0 ? lost : lost.FindAll(piece => piece.StartsWith($"{path}/", StringComparison.Ordinal));
        if (below.Count > 0)
            return $"Give the path of each loss explicitly. Lost in {NameOf(path)}: {Formatting.List(below)} "
                + "(see confirm-loss --list).";
        return $"{NameOf(path)} is readable or not metadata of this data root; there is nothing to confirm. "
            + (lost.Count == 0 ? "Nothing is lost." : $"Lost: {Formatting.List(lost)} (see confirm-loss --list).");
    }

    private static string NameOf(string path) => path.Length == 0 ? "the data root" : path;
}
