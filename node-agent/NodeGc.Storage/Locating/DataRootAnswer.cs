using System.Collections.Immutable;

namespace NodeGc.Storage.Locating;

/// <summary>What a search for data roots came to.</summary>
public abstract record DataRootAnswer
{
    private DataRootAnswer() { }

    /// <summary>At least one was found; several where several daemons run.</summary>
    public sealed record Found(ImmutableArray<StoreLocation> Stores) : DataRootAnswer;

    /// <summary>None was found, or not every daemon's could be told.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="Subject">Where: a path or a process.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    public sealed record Failed(LocatingFailure Failure, string Subject, string Message) : DataRootAnswer;
}
