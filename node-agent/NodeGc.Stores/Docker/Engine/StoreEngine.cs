using System.Collections.Immutable;
using NodeGc.Docker;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Stores.Docker.Engine;

/// <summary>Finds the engine of a store among those on the node: the one whose data root is this directory.</summary>
public static class StoreEngine
{
    /// <summary>Connects to the engine of <paramref name="location"/>; null if none answers for this store. The caller
    /// disposes of it.</summary>
    /// <param name="location">The store.</param>
    /// <param name="options">Where the host's proc and the engine's socket are.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static async Task<DockerClient?> FindAsync(
        StoreLocation location,
        StoreReaderOptions options,
        CancellationToken cancellationToken
    )
    {
        var owners = new EngineOwners(location, options.ProcRoot);
        foreach (var socket in SocketsOf(location, options))
        {
            try
            {
                var client = await DockerClient.ConnectAsync(
                    new DockerClientOptions { SocketPath = socket, Timeout = options.EngineTimeout },
                    cancellationToken
                );
                var info = await client.GetInfoAsync(cancellationToken);
                if (owners.Of(client, info.DockerRootDir) == EngineOwner.ThisStore)
                    return client;
                client.Dispose();
            }
            catch (DockerException)
            {
                // The next candidate may be the right one; with none left no engine answers.
            }
        }
        return null;
    }

    /// <summary>Where the engine may listen: at the specified socket; without one, or if it may be another engine's,
    /// where its daemon is configured to. While its daemon is not visible, also where its configuration file says and
    /// where engines listen by default: not visible does not mean gone.</summary>
    internal static ImmutableArray<string> SocketsOf(StoreLocation location, StoreReaderOptions options)
    {
        ImmutableArray<string> named = options.Socket is { } socket ? [socket] : [];
        if (location.Daemon is { } daemon)
            return named.IsEmpty || options.IsSocketOfAnyStore ? [.. named.Union(daemon.Sockets)] : named;
        return [.. named.Union(GuessesOf(location, options))];
    }

    /// <summary>Sockets that were not specified: it means nothing if one is missing or another engine's.</summary>
    internal static IEnumerable<string> GuessesOf(StoreLocation location, StoreReaderOptions options)
    {
        if (location.Daemon is not null)
            return [];
        return location
            .ConfiguredSockets.Concat(options.DefaultSockets)
            .SelectMany(path => PlacesOf(path, options.ProcRoot));
    }

    /// <summary>As this process sees it, and as the host does if that is a different view. Some hosts hide their init
    /// process even from root.</summary>
    private static IEnumerable<string> PlacesOf(string path, string procRoot)
    {
        using var init = ForeignRoot.Find($"{procRoot}/1/root");
        var host = new RootedPath($"{procRoot}/1/root");
        return init is null ? [path] : [path, host.Outside(host.Resolve(path))];
    }
}
