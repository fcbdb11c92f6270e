using System.Collections.Immutable;
using NodeGc.Docker;
using NodeGc.Storage.Locating;

namespace NodeGc.Storage.Engine;

/// <summary>Tells the engine of a store from others on the node: the one whose data root is this very directory.</summary>
public static class StoreEngine
{
    /// <summary>Connects to the engine of <paramref name="location"/>; null where none answers for this store. The caller disposes of it.</summary>
    /// <param name="location">The store.</param>
    /// <param name="options">Where the host's proc and the engine's socket are.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<DockerClient?> FindAsync(StoreLocation location, StoreReaderOptions options, CancellationToken cancellationToken)
    {
        foreach (var socket in SocketsOf(location, options))
        {
            try
            {
                var client = await DockerClient.ConnectAsync(new DockerClientOptions { SocketPath = socket, Timeout = options.EngineTimeout }, cancellationToken);
                if (IsOf(location, options, (await client.GetInfoAsync(cancellationToken)).DockerRootDir)) return client;
                client.Dispose();
            }
            catch (DockerException)
            {
                // The next candidate may be the right one; with none left the caller learns that no engine answers.
            }
        }
        return null;
    }

    /// <summary>Where the engine may listen: the socket that was named, or, without one or where it is one of several engines', where its daemon was
    /// told to.</summary>
    internal static ImmutableArray<string> SocketsOf(StoreLocation location, StoreReaderOptions options)
    {
        ImmutableArray<string> own = location.Daemon?.Sockets ?? [];
        if (options.Socket is not { } named) return own;
        return options.IsSocketOfAnyStore ? [named, .. own.Where(socket => socket != named)] : [named];
    }

    /// <summary>Whether <paramref name="dataRoot"/>, in the words of an engine that answers, is this store.</summary>
    internal static bool IsOf(StoreLocation location, StoreReaderOptions options, string dataRoot)
    {
        var outside = location.Daemon is { } daemon ? DataRootFinder.Outside(options.ProcRoot, daemon, dataRoot) : dataRoot;
        return DirectoryIdentity.Find(outside) == (location.Device, location.Inode);
    }

    /// <summary>Whether <paramref name="dataRoot"/> is known to be the store of another daemon that runs here.</summary>
    internal static bool IsOfAnother(StoreLocation location, StoreReaderOptions options, string dataRoot)
    {
        try
        {
            return DataRootFinder.ListDaemons(options.ProcRoot).Any(daemon => daemon.DataRoot == dataRoot
                && DirectoryIdentity.Find(DataRootFinder.Outside(options.ProcRoot, daemon, dataRoot)) is { } used && used != (location.Device, location.Inode));
        }
        catch (LocatingException)
        {
            return false; // A daemon whose data root cannot be told may be any.
        }
    }
}
