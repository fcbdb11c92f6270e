using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>The engines that run.</summary>
/// <param name="Daemons">Those whose data root is known, the oldest first.</param>
/// <param name="Unidentified">Processes with the name of an engine and an unknown data root: each concerns only its own
/// data root.</param>
internal sealed record DaemonListing(
    ImmutableArray<DaemonProcess> Daemons,
    ImmutableArray<UnidentifiedDaemon> Unidentified
)
{
    /// <summary>Those that have their data root open; if there are none, all that are configured with one: any program
    /// can have the name of an engine.</summary>
    public ImmutableArray<DaemonProcess> InUse =>
        Daemons.Any(daemon => daemon.IsConfirmed) ? Daemons.RemoveAll(daemon => !daemon.IsConfirmed) : Daemons;
}

/// <summary>A process with the name of an engine that cannot be identified as one.</summary>
/// <param name="Subject">Which.</param>
/// <param name="Failure">What kind of failure.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record UnidentifiedDaemon(string Subject, LocatingFailure Failure, string Message);
