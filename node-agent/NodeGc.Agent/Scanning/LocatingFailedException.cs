using System.Collections.Immutable;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Agent.Scanning;

/// <summary>No store was found; the message says where it was searched for and what to do.</summary>
public sealed class LocatingFailedException : Exception
{
    /// <summary>Creates the exception from a failed search.</summary>
    public LocatingFailedException(DataRootAnswer.Failed failed)
        : this(failed.Failure, $"{failed.Subject}: {failed.Message}") { }

    private LocatingFailedException(LocatingFailure failure, string message)
        : base(message) => Failure = failure;

    /// <summary>The kind of failure.</summary>
    public LocatingFailure Failure { get; }

    internal static LocatingFailedException Several(ImmutableArray<StoreLocation> locations) =>
        new(
            LocatingFailure.Ambiguous,
            "Multiple Docker daemons are running (data roots: "
                + $"{string.Join(", ", locations.Select(store => store.DataRoot))}). Select one with --data-root."
        );
}
