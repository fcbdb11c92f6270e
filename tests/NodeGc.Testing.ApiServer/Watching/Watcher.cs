using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Representations;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Watching;

/// <summary>Serves watches: present objects where wanted, then every write, in order, without a gap, until the time is
/// up.</summary>
internal sealed class Watcher(ObjectStore store, WatchControl control, TimeProvider clock)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);

    public async Task ServeAsync(ApiRequest request)
    {
        var watch = WatchRequest.Parse(request);
        var stream = new WatchStream(request.Http.Response, request.Type, Representation.For(request, clock));
        request.Http.Response.ContentType = "application/json";
        using var timeout = new CancellationTokenSource(watch.Timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, request.Aborted);
        // The headers go out at once: a client of a quiet resource must see that its watch began.
        await request.Http.Response.StartAsync(request.Aborted);
        await request.Http.Response.Body.FlushAsync(request.Aborted);
        try
        {
            await StreamAsync(request, watch, stream, end.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            // The watch was good for this long: the response ends in order and the client starts the next one.
        }
    }

    private async Task StreamAsync(ApiRequest request, WatchRequest watch, WatchStream stream, CancellationToken end)
    {
        var (resource, path) = (request.Type.GroupResource, watch.Selection.FindOnlyPath(request.Type));
        var seen = watch.From ?? AddPresent(resource, watch, stream);
        await stream.FlushAsync(end);
        var (bookmark, tick) = (control.BookmarkWanted, Task.Delay(BookmarkInterval, clock, end));
        while (true)
        {
            await control.MaySend.WaitAsync(end);
            if (store.Events(resource, path, seen) is not { } batch)
            {
                stream.AddExpired(seen, store.CompactedRevision(resource));
                await stream.FlushAsync(end);
                return;
            }
            // Held in this very moment: what was read may be what the test wants to hold back.
            if (!control.MaySend.IsCompleted)
                continue;
            foreach (var change in batch.Events)
                stream.Add(change, watch.Selection);
            seen = Math.Max(seen, batch.Revision);
            if (bookmark.IsCompleted || tick.IsCompleted)
            {
                if (watch.AllowsBookmarks)
                    stream.AddBookmark(seen, endsInitialEvents: false);
                (bookmark, tick) = (control.BookmarkWanted, Task.Delay(BookmarkInterval, clock, end));
            }
            await stream.FlushAsync(end);
            await Task.WhenAny(batch.Changed, bookmark, tick);
            end.ThrowIfCancellationRequested();
        }
    }

    private long AddPresent(string resource, WatchRequest watch, WatchStream stream)
    {
        var snapshot = store.Snapshot(resource);
        foreach (var present in snapshot.Items.Values.Where(watch.Selection.Contains))
            stream.Add("ADDED", present);
        if (watch.WantsInitialEventsEnd)
            stream.AddBookmark(snapshot.Revision, endsInitialEvents: true);
        return snapshot.Revision;
    }
}
