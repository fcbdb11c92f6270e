using System.Globalization;
using NodeGc.Docker;
using NodeGc.Storage.Kernel;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Locating;

namespace NodeGc.Storage.Engine;

/// <summary>Whose data root an engine means that answers.</summary>
internal enum EngineOwner
{
    /// <summary>The one that is looked at.</summary>
    ThisStore,

    /// <summary>Another directory: it says nothing about this one.</summary>
    AnotherStore,

    /// <summary>A path that is not seen from here, so it may be either.</summary>
    Unknown,
}

/// <summary>
/// Compares what an engine calls its data root with the one that is looked at, by device and inode. A path means
/// something only from the root directory of the engine itself: two engines on a node may both call theirs
/// <c>/var/lib/docker</c>.
/// </summary>
internal sealed class EngineOwners(StoreLocation location, string procRoot)
{
    private readonly ProcFiles files = new();

    /// <summary>Whose engine has answered.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="dataRoot">The data root in the engine's words.</param>
    public EngineOwner Of(DockerClient client, string dataRoot) =>
        Compare(FindSeenBy(PeerOf(client), dataRoot))
        ?? Compare(FindSeenBy(location.Daemon?.Pid, dataRoot))
        ?? Compare(FindSeenHere(dataRoot))
        ?? EngineOwner.Unknown;

    private EngineOwner? Compare((ulong, ulong)? found) =>
        found is null ? null
        : found == (location.Device, location.Inode) ? EngineOwner.ThisStore
        : EngineOwner.AnotherStore;

    /// <summary>The listening process, where this process and the <c>proc</c> number processes alike. It may be
    /// systemd, or a proxy that sees no data root.</summary>
    private int? PeerOf(DockerClient client)
    {
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return client.PeerProcess > 0 && files.FindLink($"{procRoot}/self", out _) == self ? client.PeerProcess : null;
    }

    /// <summary>While a daemon of this data root is seen, its own view decides, not this process's.</summary>
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
