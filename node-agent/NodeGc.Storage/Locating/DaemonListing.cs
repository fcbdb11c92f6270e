using System.Collections.Immutable;

namespace NodeGc.Storage.Locating;

/// <summary>The engines that run.</summary>
/// <param name="Daemons">Those whose data root is known, the oldest first.</param>
/// <param name="Strangers">Those that are called like an engine and do not tell where they store: each concerns its own
/// data root and no other.</param>
internal sealed record DaemonListing(ImmutableArray<DaemonProcess> Daemons, ImmutableArray<StrangeDaemon> Strangers)
{
    /// <summary>Those that are seen to use their data root; only where there is none of these, all that say so: any
    /// program can be called like an engine.</summary>
    public ImmutableArray<DaemonProcess> InUse =>
        Daemons.Any(daemon => daemon.IsConfirmed) ? Daemons.RemoveAll(daemon => !daemon.IsConfirmed) : Daemons;
}

/// <summary>A process that is called like an engine and cannot be understood.</summary>
/// <param name="Subject">Which.</param>
/// <param name="Failure">What kind of failure.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record StrangeDaemon(string Subject, LocatingFailure Failure, string Message);
