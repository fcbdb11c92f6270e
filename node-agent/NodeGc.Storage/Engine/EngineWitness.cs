using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Docker;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Kernel;
using NodeGc.Storage.Locating;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Engine;

/// <summary>
/// Asks the engine itself, the second witness. A daemon that runs and does not answer, or answers for another data root, may know things that the
/// disk does not show: then everything is in doubt.
/// </summary>
internal sealed class EngineWitness(Findings findings, StoreLocation location, StoreReaderOptions options)
{
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
                if (await AskAsync(socket, driver, names, refusals, cancellationToken) is { } facts) return facts;
            }
            catch (DockerException silence) when (location.Daemon is null && silence.Failure is DockerFailure.SocketMissing or DockerFailure.NotListening)
            {
                // No daemon process was seen either: none runs.
            }
            catch (DockerException failure)
            {
                refusals.Add(failure);
            }
        }
        Conclude(refusals);
        return EngineFacts.None;
    }

    private ImmutableArray<string> Sockets => StoreEngine.SocketsOf(location, options);

    /// <returns>Null where the engine uses another data root.</returns>
    private async Task<EngineFacts?> AskAsync(
        string socket, string driver, LiveNames names, Refusals refusals, CancellationToken cancellationToken)
    {
        var settings = new DockerClientOptions { SocketPath = socket, Timeout = options.EngineTimeout };
        using var client = await DockerClient.ConnectAsync(settings, cancellationToken);
        var info = await client.GetInfoAsync(cancellationToken);
        if (!StoreEngine.IsOf(location, options, info.DockerRootDir))
        {
            if (!IsExpectedOfAnother(info.DockerRootDir)) refusals.AddAnother(socket);
            return null;
        }
        ReviewInfo(info, socket, driver);
        var reader = new EngineReader(findings, client, names, options.AsksForBuildCache, info.UsesContainerdStore);
        return await reader.ReadAsync(info.ServerVersion, cancellationToken);
    }

    /// <summary>A store without a daemon is not in doubt because the engine of another of the node's stores answers, if that is seen to be another.</summary>
    private bool IsExpectedOfAnother(string dataRoot) =>
        options.IsSocketOfAnyStore && location.Daemon is null && StoreEngine.IsOfAnother(location, options, dataRoot);

    private void ReviewInfo(EngineInfo info, string socket, string driver)
    {
        if (location.Daemon is null)
            findings.Add(new Doubt(DoubtKind.KernelEvidenceMissing, DoubtScope.Everything, socket,
                $"An engine answers for this data root, but no daemon is seen below {options.ProcRoot}. Give it the host's /proc and process namespace."));
        if (info.UsesContainerdStore != (driver == DriverNames.Containerd))
            findings.Add(new Doubt(DoubtKind.ContainerdImageStore, DoubtScope.Layers, socket, info.UsesContainerdStore
                ? "The engine keeps images in containerd, whose layers are not judged here, while the store looks like that of a storage driver. Scan again once the engine has settled."
                : $"The engine uses the storage driver {info.Driver}, but the store looks like one of containerd. Check the engine's configuration."));
        else if (!info.UsesContainerdStore && info.Driver != driver)
            findings.Add(new Doubt(DoubtKind.UnknownLayout, DoubtScope.Layers, socket,
                $"The engine uses the storage driver {info.Driver}, but the store looks like {driver}. Check the engine's configuration."));
    }

    /// <summary>A daemon that is still loading knows less than the disk.</summary>
    private void DoubtYoung()
    {
        if (location.Daemon is not { } daemon || options.Clock.GetUtcNow() - daemon.StartedAt >= options.SettleTime) return;
        findings.Add(new Doubt(DoubtKind.StoreUnsettled, DoubtScope.Everything, $"process {daemon.Pid}",
            $"The engine started at {daemon.StartedAt:u} and may still be loading. Wait until it has run for {options.SettleTime}."));
    }

    private void Conclude(Refusals refusals)
    {
        if (location.Daemon is not null || !refusals.AreNone)
            findings.Add(new Doubt(DoubtKind.EngineUnreachable, DoubtScope.Everything, Sockets.FirstOrDefault() ?? $"process {location.Daemon?.Pid}", refusals.ToString()));
        findings.Add(new WitnessAccount(Witness.Engine, location.Daemon is null ? "no engine runs" : refusals.AreAnswers ? "the engine answered with an error" : "the engine did not answer"));
    }
}
