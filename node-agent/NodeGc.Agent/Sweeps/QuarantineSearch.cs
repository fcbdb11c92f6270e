using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Finds runs and items in a quarantine.</summary>
internal static class QuarantineSearch
{
    /// <summary>The run's name.</summary>
    /// <exception cref="AgentException">It is not a valid run name.</exception>
    public static RunId RunOf(string name) =>
        RunId.FindProblem(name) is { } problem
            ? throw new AgentException(problem) { ExitCode = ExitCode.Usage }
            : new RunId(name);

    /// <summary>The item of <paramref name="run"/> whose path, end of path or name is <paramref name="item"/>, in full
    /// or abbreviated as in tables.</summary>
    /// <exception cref="AgentException">There is none, or the abbreviation is ambiguous.</exception>
    public static QuarantinedItem Get(ImmutableArray<QuarantinedItem> quarantine, string run, string item) =>
        Find(quarantine, run, item) ?? throw NothingOf($"{run}, item {item}", quarantine);

    /// <summary>Like <see cref="Get"/>; null if there is none.</summary>
    /// <exception cref="AgentException">The abbreviation is ambiguous.</exception>
    public static QuarantinedItem? Find(ImmutableArray<QuarantinedItem> quarantine, string run, string item)
    {
        var path = item.Trim('/');
        var ofRun = quarantine.Where(known => known.Run == run).ToList();
        if (ofRun.Find(known => IsCalled(known.Path, known.Name, path)) is { } exact)
            return exact;
        return ofRun.Where(known => IsCalled(ShortIds.In(known.Path), ShortIds.In(known.Name), path)).ToList() switch
        {
            [var only] => only,
            [] => null,
            var several => throw new AgentException(
                $"{item} is ambiguous. Give one of: {string.Join(", ", several.Select(known => known.Path))}"
            ),
        };
    }

    private static bool IsCalled(string path, string name, string text) =>
        path == text || name == text || path.EndsWith("/" + text, StringComparison.Ordinal);

    /// <summary>Reports that <paramref name="what"/> was not found, and lists what is there.</summary>
    public static AgentException NothingOf(string what, ImmutableArray<QuarantinedItem> quarantine)
    {
        var held = quarantine.Select(item => $"{item.Run} ({item.Path})").Distinct().Take(10).ToList();
        return new AgentException(
            held.Count == 0
                ? $"Run {what} is not in quarantine: it was restored or has expired. The quarantine is empty."
                : $"Run {what} is not in quarantine. In quarantine: {string.Join(", ", held)}"
        );
    }
}
