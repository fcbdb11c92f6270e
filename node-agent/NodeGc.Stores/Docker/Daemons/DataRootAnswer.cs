using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>The result of a search for data roots.</summary>
public abstract record DataRootAnswer
{
    private DataRootAnswer() { }

    /// <summary>At least one was found; several if several daemons are running.</summary>
    public sealed record Found(ImmutableArray<StoreLocation> Stores) : DataRootAnswer;

    /// <summary>None was found, or that of some daemon could not be determined.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="Subject">Where: a path or a process.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    public sealed record Failed(LocatingFailure Failure, string Subject, string Message) : DataRootAnswer;
}
