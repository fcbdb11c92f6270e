using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace NodeGc.Testing.ApiServer.Hosting;

/// <summary>Knows the open connections, so that a test can break them all at once.</summary>
internal sealed class ConnectionTracker
{
    private readonly ConcurrentDictionary<string, ConnectionContext> open = [];

    public ConnectionDelegate Track(ConnectionDelegate next) =>
        async connection =>
        {
            open[connection.ConnectionId] = connection;
            try
            {
                await next(connection);
            }
            finally
            {
                open.TryRemove(connection.ConnectionId, out _);
            }
        };

    public void AbortAll()
    {
        foreach (var connection in open.Values)
            connection.Abort(new ConnectionAbortedException("the test dropped the connection"));
    }
}
