using System.Collections.Concurrent;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>
/// While there is one of these, real control planes are not stopped with their cluster: emptied, they carry the next one.
/// Starting one takes longer than most tests do. For suites whose tests come one after the other with a cluster each.
/// </summary>
public sealed class ReusedControlPlanes : IAsyncDisposable
{
    private static ReusedControlPlanes? current;
    private readonly ConcurrentBag<RealApiServer> idle = [];

    private ReusedControlPlanes()
    {
    }

    /// <summary>From now on, until it is disposed of.</summary>
    public static ReusedControlPlanes Begin() => current = new ReusedControlPlanes();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        current = null;
        while (idle.TryTake(out var server)) await server.DisposeAsync();
    }

    internal static async Task<IControlPlane> StartAsync(string assets, CancellationToken cancellationToken)
    {
        if (current is not { } owner) return await RealApiServer.StartAsync(assets, cancellationToken);
        var server = owner.idle.TryTake(out var empty) ? empty : await RealApiServer.StartAsync(assets, cancellationToken);
        return new LentControlPlane(server, owner);
    }

    internal async Task TakeBackAsync(RealApiServer server)
    {
        try
        {
            await server.EmptyAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        if (current == this) idle.Add(server);
        else await server.DisposeAsync();
    }
}
