using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.CommandLine;

/// <summary>Finds the lost pieces that a person means. Each has to be named by itself: a folder may hold more lost
/// pieces than anybody who names it has in mind.</summary>
internal sealed class LossChoice(Inventory inventory)
{
    /// <summary>The doubts about the pieces at <paramref name="paths"/>.</summary>
    /// <exception cref="AgentException">One of the paths is not lost.</exception>
    public ImmutableArray<Doubt> Find(IEnumerable<string> paths) => [.. paths.SelectMany(FindAt).Distinct()];

    private List<Doubt> FindAt(string path)
    {
        var doubts = inventory.Doubts.Where(doubt => doubt.IsLoss && doubt.Subject == path).ToList();
        return doubts.Count > 0 ? doubts : throw new AgentException(WhyNot(path)) { ExitCode = ExitCode.Usage };
    }

    private string WhyNot(string path)
    {
        if (inventory.Doubts.Any(doubt => doubt.Subject == path))
            return $"{path} is in doubt, but nothing is lost there that could be confirmed. See its remedy in scan.";
        var lost = inventory.Doubts.Where(doubt => doubt.IsLoss).Select(doubt => doubt.Subject).Distinct().ToList();
        var below =
            path.Length == 0 ? lost : lost.FindAll(piece => piece.StartsWith($"{path}/", StringComparison.Ordinal));
        if (below.Count > 0)
            return $"Name each lost piece by itself. Below {NameOf(path)} these are lost: {Texts.Some(below)} "
                + "(see confirm-loss --list).";
        return $"{NameOf(path)} can be read, or is not metadata of this store, so there is nothing to confirm. "
            + (lost.Count == 0 ? "Nothing is lost." : $"These are lost: {Texts.Some(lost)} (see confirm-loss --list).");
    }

    private static string NameOf(string path) => path.Length == 0 ? "the data root" : path;
}
