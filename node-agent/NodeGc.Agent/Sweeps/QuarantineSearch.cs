using System.Collections.Immutable;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Finds in a quarantine what people name.</summary>
internal static class QuarantineSearch
{
    /// <summary>The run's name.</summary>
    /// <exception cref="AgentException">It is no name of a run.</exception>
    public static RunId RunOf(string name)
    {
        try
        {
            return new RunId(name);
        }
        catch (ArgumentException e)
        {
            throw new AgentException(e.Message, e) { ExitCode = ExitCode.Usage };
        }
    }

    /// <summary>The item of <paramref name="run"/> whose path, end of path or name is <paramref name="item"/>.</summary>
    /// <exception cref="AgentException">There is none.</exception>
    public static QuarantinedItem Get(ImmutableArray<QuarantinedItem> quarantine, string run, string item)
    {
        var path = item.Trim('/');
        return quarantine.FirstOrDefault(known => known.Run == run && (known.Path == path || known.Name == path || known.Path.EndsWith("/" + path, StringComparison.Ordinal)))
            ?? throw NothingOf($"{run}, item {item}", quarantine);
    }

    /// <summary>Says what is held instead of <paramref name="what"/>.</summary>
    public static AgentException NothingOf(string what, ImmutableArray<QuarantinedItem> quarantine)
    {
        var held = quarantine.Select(item => $"{item.Run} ({item.Path})").Distinct().Take(10).ToList();
        return new AgentException(held.Count == 0
            ? $"Nothing of run {what} is in quarantine, nor anything else: it was restored, or its time had come."
            : $"Nothing of run {what} is in quarantine. It holds: {string.Join(", ", held)}");
    }
}
