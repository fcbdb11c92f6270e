using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Docker;
using NodeGc.Host.Kernel;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Stores.Docker.Drivers;

namespace NodeGc.Stores.Docker.Engine;

/// <summary>
/// Queries the engine, the second source of evidence. A running daemon that does not answer, or answers for another
/// data root, may know things that the disk does not show: then everything is in doubt.
/// </summary>
internal sealed class EngineQuery(InventoryBuilder findings, StoreLocation location, StoreReaderOptions options)
{
    private readonly EngineOwners owners = new(location, options.ProcRoot);

    private ImmutableArray<string> Sockets => StoreEngine.SocketsOf(location, options);

    /// <summary>Adds what the engine knows.</summary>
    /// <param name="driver">The storage driver that was read.</param>
    /// <param name="names">The directories to match in its answers.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<EngineFacts> AskAsync(string driver, NameMatcher names, CancellationToken cancellationToken)
    {
        DoubtYoung();
        var errors = new EngineErrors();
        foreach (var socket in Sockets)
        {
            try
            {
                if (await AskAsync(socket, driver, names, errors, cancellationToken) is { } facts)
                    return facts with { IsRunning = true };
            }
            catch (DockerException silence)
                when (location.Daemon is null
                    && silence.Failure is DockerFailure.SocketMissing or DockerFailure.NotListening
                )
            {
                // Nothing listens there; other evidence shows whether an engine is running.
            }
            catch (DockerException failure)
            {
                errors.Add(failure);
            }
        }
        return Conclude(errors);
    }

    /// <returns>Null if the engine uses another data root.</returns>
    private async Task<EngineFacts?> AskAsync(
        string socket,
        string driver,
        NameMatcher names,
        EngineErrors errors,
        CancellationToken cancellationToken
    )
    {
        var settings = new DockerClientOptions { SocketPath = socket, Timeout = options.EngineTimeout };
        using var client = await DockerClient.ConnectAsync(settings, cancellationToken);
        var info = await client.GetInfoAsync(cancellationToken);
        if (owners.Of(client, info.DockerRootDir) is var owner && owner != EngineOwner.ThisStore)
        {
            Review(owner, socket, info.DockerRootDir, errors);
            return null;
        }
        ReviewInfo(info, socket, driver);
        var reader = new EngineReader(findings, client, names, options.QueryBuildCache, info.UsesContainerdStore);
        return await reader.ReadAsync(info.ServerVersion, cancellationToken);
    }

    /// <summary>The engine of another data root is irrelevant, unless its socket was specified for this one. One whose
    /// data root is not visible may be this one's, if no other is.</summary>
    private void Review(EngineOwner owner, string socket, string dataRoot, EngineErrors errors)
    {
        var isNamed = socket == options.Socket && !options.IsSocketOfAnyStore;
        if (owner == EngineOwner.AnotherStore && (isNamed || location.Daemon is not null))
            errors.AddOtherDataRoot(socket);
        if (owner == EngineOwner.Unknown)
            errors.AddUnreachableDataRoot(socket, dataRoot);
    }

    private void ReviewInfo(EngineInfo info, string socket, string driver)
    {
        if (location.Daemon is null)
            findings.Add(
                new Doubt(
                    DoubtKind.KernelEvidenceMissing,
                    DoubtScope.Everything,
                    socket,
                    $"An engine answers for this data root, but no daemon is visible in {options.ProcRoot}. Use "
                        + "the host's /proc and process namespace."
                )
            );
        if (info.UsesContainerdStore != (driver == DriverNames.Containerd))
            findings.Add(
                new Doubt(
                    DoubtKind.ContainerdImageStore,
                    DoubtScope.Layers,
                    socket,
                    info.UsesContainerdStore
                        ? "The engine uses the containerd image store, whose layers are not evaluated, but the "
                            + "data root has the layout of a storage driver. Scan again once the engine has settled."
                        : $"The engine uses the storage driver {info.Driver}, but the data root has the layout of "
                            + "the containerd image store. Check the engine's configuration."
                )
            );
        else if (!info.UsesContainerdStore && info.Driver != driver)
            findings.Add(
                new Doubt(
                    DoubtKind.UnknownLayout,
                    DoubtScope.Layers,
                    socket,
                    $"The engine uses the storage driver {info.Driver}, but the data root has the layout of "
                        + $"{driver}. Check the engine's configuration."
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
                $"The engine started at {daemon.StartedAt:u} and may still be loading. Wait until it has been "
                    + $"running for {Instant.Format(options.SettleTime)}."
            )
        );
    }

    private EngineFacts Conclude(EngineErrors errors)
    {
        var signs = Signs;
        foreach (var sign in signs)
            errors.Add(sign);
        var isRunning = location.Daemon is not null || !signs.IsEmpty;
        if (isRunning || !errors.IsEmpty)
            findings.Add(new Doubt(DoubtKind.EngineUnreachable, DoubtScope.Everything, Subject, errors.ToString()));
        findings.Add(new Evidence(EvidenceSource.Engine, AccountOf(isRunning, errors)));
        return EngineFacts.None with { IsRunning = isRunning };
    }

    private static string AccountOf(bool isRunning, EngineErrors errors) =>
        !isRunning ? "no engine is running"
        : errors.HasAnswered ? "the engine returned an error"
        : "the engine did not answer";

    /// <summary>Evidence of the engine other than an answer, or why its configuration is unknown.</summary>
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
