using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Docker;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Kernel;
using NodeGc.Storage.Locating;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Engine;

/// <summary>
/// Asks the engine itself, the second witness. A daemon that runs and does not answer, or answers for another data
/// root, may know things that the disk does not show: then everything is in doubt.
/// </summary>
internal sealed class EngineWitness(Findings findings, StoreLocation location, StoreReaderOptions options)
{
    private readonly EngineOwners owners = new(location, options.ProcRoot);

    private ImmutableArray<string> Sockets => StoreEngine.SocketsOf(location, options);

    /// <summary>Adds what the engine knows.</summary>
    /// <param name="driver">The storage driver that was read.</param>
    /// <param name="names">The directories to look for in its answers.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<EngineFacts> AskAsync(string driver, LiveNames names, CancellationToken cancellationToken)
    {
        DoubtYoung();
        var refusals = new Refusals();
        foreach (var socket in Sockets)
        {
            try
            {
                if (await AskAsync(socket, driver, names, refusals, cancellationToken) is { } facts)
                    return facts with { IsRunning = true };
            }
            catch (DockerException silence)
                when (location.Daemon is null
                    && silence.Failure is DockerFailure.SocketMissing or DockerFailure.NotListening
                )
            {
                // Nobody listens there; whether an engine runs all the same, other evidence says.
            }
            catch (DockerException failure)
            {
                refusals.Add(failure);
            }
        }
        return Conclude(refusals);
    }

    /// <returns>Null where the engine uses another data root.</returns>
    private async Task<EngineFacts?> AskAsync(
        string socket,
        string driver,
        LiveNames names,
        Refusals refusals,
        CancellationToken cancellationToken
    )
    {
        var settings = new DockerClientOptions { SocketPath = socket, Timeout = options.EngineTimeout };
        using var client = await DockerClient.ConnectAsync(settings, cancellationToken);
        var info = await client.GetInfoAsync(cancellationToken);
        if (owners.Of(client, info.DockerRootDir) is var owner && owner != EngineOwner.ThisStore)
        {
            Review(owner, socket, info.DockerRootDir, refusals);
            return null;
        }
        ReviewInfo(info, socket, driver);
        var reader = new EngineReader(findings, client, names, options.AsksForBuildCache, info.UsesContainerdStore);
        return await reader.ReadAsync(info.ServerVersion, cancellationToken);
    }

    /// <summary>Another data root's engine says nothing about this one, unless its socket was named as this one's. One
    /// whose data root is not seen may be this one's, where no other is seen to be.</summary>
    private void Review(EngineOwner owner, string socket, string dataRoot, Refusals refusals)
    {
        var isNamed = socket == options.Socket && !options.IsSocketOfAnyStore;
        if (owner == EngineOwner.AnotherStore && (isNamed || location.Daemon is not null))
            refusals.AddAnother(socket);
        if (owner == EngineOwner.Unknown)
            refusals.AddUnseen(socket, dataRoot);
    }

    private void ReviewInfo(EngineInfo info, string socket, string driver)
    {
        if (location.Daemon is null)
            findings.Add(
                new Doubt(
                    DoubtKind.KernelEvidenceMissing,
                    DoubtScope.Everything,
                    socket,
                    $"An engine answers for this data root, but no daemon is seen below {options.ProcRoot}. Give it the host's /proc and process namespace."
                )
            );
        if (info.UsesContainerdStore != (driver == DriverNames.Containerd))
            findings.Add(
                new Doubt(
                    DoubtKind.ContainerdImageStore,
                    DoubtScope.Layers,
                    socket,
                    info.UsesContainerdStore
                        ? "The engine keeps images in containerd, whose layers are not judged here, while the store looks like that of a storage driver. Scan again once the engine has settled."
                        : $"The engine uses the storage driver {info.Driver}, but the store looks like one of containerd. Check the engine's configuration."
                )
            );
        else if (!info.UsesContainerdStore && info.Driver != driver)
            findings.Add(
                new Doubt(
                    DoubtKind.UnknownLayout,
                    DoubtScope.Layers,
                    socket,
                    $"The engine uses the storage driver {info.Driver}, but the store looks like {driver}. Check the engine's configuration."
                )
            );
    }

    /// <summary>A daemon that is still loading knows less than the disk.</summary>
    private void DoubtYoung()
    {
        if (location.Daemon is not { } daemon || options.Clock.GetUtcNow() - daemon.StartedAt >= options.SettleTime)
            return;
        findings.Add(
            new Doubt(
                DoubtKind.StoreUnsettled,
                DoubtScope.Everything,
                $"process {daemon.Pid}",
                $"The engine started at {daemon.StartedAt:u} and may still be loading. Wait until it has run for {options.SettleTime}."
            )
        );
    }

    private EngineFacts Conclude(Refusals refusals)
    {
        var signs = Signs;
        foreach (var sign in signs)
            refusals.Add(sign);
        var isRunning = location.Daemon is not null || !signs.IsEmpty;
        if (isRunning || !refusals.AreNone)
            findings.Add(new Doubt(DoubtKind.EngineUnreachable, DoubtScope.Everything, Subject, refusals.ToString()));
        findings.Add(new WitnessAccount(Witness.Engine, AccountOf(isRunning, refusals)));
        return EngineFacts.None with { IsRunning = isRunning };
    }

    private static string AccountOf(bool isRunning, Refusals refusals) =>
        !isRunning ? "no engine runs"
        : refusals.AreAnswers ? "the engine answered with an error"
        : "the engine did not answer";

    /// <summary>What else than an answer shows the engine, or why what it was told is not known.</summary>
    private ImmutableArray<string> Signs =>
        location.Daemon switch
        {
            null => EngineEvidence.Find(location.DataRoot, options.ProcRoot),
            { Fault: { } fault } => [fault],
            _ => [],
        };

    private string Subject =>
        location.Daemon is { } daemon
            ? Sockets.FirstOrDefault() ?? $"process {daemon.Pid} ({daemon.Name})"
            : options.Socket ?? location.DataRoot;
}
