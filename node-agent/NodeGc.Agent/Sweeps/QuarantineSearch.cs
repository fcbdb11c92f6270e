using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Finds in a quarantine what people name.</summary>
internal static class QuarantineSearch
{
    /// <summary>The run's name.</summary>
    /// <exception cref="AgentException">It is no name of a run.</exception>
    public static RunId RunOf(string name) =>
        RunId.FindProblem(name) is { } problem
            ? throw new AgentException(problem) { ExitCode = ExitCode.Usage }
            : new RunId(name);

    /// <summary>The item of <paramref name="run"/> whose path, end of path or name is <paramref name="item"/>, in full
    /// or as tables show it.</summary>
    /// <exception cref="AgentException">There is none, or several are abbreviated so.</exception>
    public static QuarantinedItem Get(ImmutableArray<QuarantinedItem> quarantine, string run, string item)
    {
        var path = item.Trim('/');
        var ofRun = quarantine.Where(known => known.Run == run).ToList();
        if (ofRun.Find(known => IsCalled(known.Path, known.Name, path)) is { } exact)
            return exact;
        return ofRun.Where(known => IsCalled(ShortIds.In(known.Path), ShortIds.In(known.Name), path)).ToList() switch
        {
            [var only] => only,
            [] => throw NothingOf($"{run}, item {item}", quarantine),
            var several => throw new AgentException(
                $"{item} can be {string.Join(" or ", several.Select(known => known.Path))}. Give one of these."
            ),
        };
    }

    private static bool IsCalled(string path, string name, string text) =>
        path == text || name == text || path.EndsWith("/" + text, StringComparison.Ordinal);

    /// <summary>Says what is held instead of <paramref name="what"/>.</summary>
    public static AgentException NothingOf(string what, ImmutableArray<QuarantinedItem> quarantine)
    {
        var held = quarantine.Select(item => $"{item.Run} ({item.Path})").Distinct().Take(10).ToList();
        return new AgentException(
            held.Count == 0
                ? $"Nothing of run {what} is in quarantine, nor anything else: it was restored, or its time had come."
                : $"Nothing of run {what} is in quarantine. It holds: {string.Join(", ", held)}"
        );
    }
}
