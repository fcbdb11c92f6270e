using System.Collections.Concurrent;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>
/// While there is one of these, real control planes are not stopped with their cluster: emptied, they carry the next
/// one. Starting one takes longer than most tests do. For suites whose tests come one after the other with a cluster
/// each.
/// </summary>
public sealed class ReusedControlPlanes : IAsyncDisposable
{
    private static ReusedControlPlanes? current;
    private readonly ConcurrentBag<RealApiServer> idle = [];

    // With those of clusters that nobody disposed of, after a failure.
    private readonly ConcurrentDictionary<RealApiServer, bool> all = [];

    private ReusedControlPlanes() { }

    /// <summary>From now on, until it is disposed of.</summary>
    public static ReusedControlPlanes Begin() => current = new ReusedControlPlanes();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        current = null;
        foreach (var server in all.Keys)
            await server.DisposeAsync();
    }

    internal static async Task<IControlPlane> StartAsync(string assets, CancellationToken cancellationToken)
    {
        if (current is not { } owner)
            return await RealApiServer.StartAsync(assets, cancellationToken);
        var server = owner.idle.TryTake(out var empty)
            ? empty
            : await RealApiServer.StartAsync(assets, cancellationToken);
        owner.all.TryAdd(server, true);
        return new LentControlPlane(server, owner);
    }

    internal async Task TakeBackAsync(RealApiServer server)
    {
        if (current != this)
            return;
        await server.EmptyAsync();
        idle.Add(server);
    }
}
