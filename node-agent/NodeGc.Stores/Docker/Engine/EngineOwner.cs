using System.Globalization;
using NodeGc.Docker;
using NodeGc.Host.Kernel;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Stores.Docker.Engine;

/// <summary>Which data root an answering engine uses.</summary>
internal enum EngineOwner
{
    /// <summary>The one being scanned.</summary>
    ThisStore,

    /// <summary>Another directory: its answers do not concern this one.</summary>
    AnotherStore,

    /// <summary>A path that is not visible from here, so it may be either.</summary>
    Unknown,
}

/// <summary>
/// Compares the data root reported by an engine with the one being scanned, by device and inode. The path is relative
/// to the root directory of the engine: two engines on a node may both report <c>/var/lib/docker</c>.
/// </summary>
internal sealed class EngineOwners(StoreLocation location, string procRoot)
{
    private readonly ProcFiles files = new();

    /// <summary>Which data root the engine uses.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="dataRoot">The data root as reported by the engine.</param>
    public EngineOwner Of(DockerClient client, string dataRoot) =>
        Compare(FindSeenBy(PeerOf(client), dataRoot))
        ?? Compare(FindSeenBy(location.Daemon?.Pid, dataRoot))
        ?? Compare(FindSeenHere(dataRoot))
        ?? EngineOwner.Unknown;

    private EngineOwner? Compare((ulong, ulong)? found) =>
        found is null ? null
        : found == (location.Device, location.Inode) ? EngineOwner.ThisStore
        : EngineOwner.AnotherStore;

    /// <summary>The listening process, if this process is in the pid namespace of the <c>proc</c>. It may be systemd,
    /// or a proxy that sees no data root.</summary>
    private int? PeerOf(DockerClient client)
    {
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return client.PeerProcess > 0 && files.FindLink($"{procRoot}/self", out _) == self ? client.PeerProcess : null;
    }

    /// <summary>While a daemon of this data root is visible, its own view counts, not this process's.</summary>
    private (ulong, ulong)? FindSeenHere(string dataRoot) => location.Daemon is null ? Find("/", dataRoot) : null;

    private (ulong, ulong)? FindSeenBy(int? pid, string dataRoot) =>
        pid is null ? null : Find($"{procRoot}/{pid}/root", dataRoot);

    private static (ulong, ulong)? Find(string root, string dataRoot)
    {
        try
        {
            using var files = ForeignRoot.Find(root);
            return files?.FindDirectory(dataRoot);
        }
        catch (LinuxException)
        {
            return null;
        }
    }
}
