using System.Collections.Immutable;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Selection;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>GET of an object or of a selection, page by page; all pages of one listing show the same moment.</summary>
internal sealed class ObjectReading(ObjectStore store)
{
    private const string TokenTooOld =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list "
        + "without the "
        + "continue parameter.";

    public StoredObject Get(ApiRequest request) =>
        store.Find(request.Key) ?? throw ApiErrors.NotFound(request.Type, request.Path.Name);

    public ListPage List(ApiRequest request)
    {
        CheckNotInFuture(request);
        var selection = ObjectSelection.From(request);
        var token = request.Query("continue") is { Length: > 0 } text ? ContinueToken.Parse(text) : null;
        var limit = request.Number("limit") is > 0 and { } given ? (int)Math.Min(given, int.MaxValue) : int.MaxValue;
        return Page(SnapshotFor(request, token, limit), selection, token, limit);
    }

    private static ListPage Page(Snapshot snapshot, ObjectSelection selection, ContinueToken? token, int limit)
    {
        var rest = snapshot
            .Items.Where(pair => token is null || string.CompareOrdinal(pair.Key, token.After) > 0)
            .Select(pair => pair.Value)
            .Where(selection.Contains)
            .ToImmutableArray();
        if (rest.Length <= limit)
            return new ListPage(snapshot.Revision, rest, "", null);
        var page = rest[..limit];
        var next = new ContinueToken(snapshot.Revision, page[^1].Key.Path);
        return new ListPage(
            snapshot.Revision,
            page,
            next.ToString(),
            selection.IsFiltered ? null : rest.Length - limit
        );
    }

    private Snapshot SnapshotFor(ApiRequest request, ContinueToken? token, int limit)
    {
        var resource = request.Type.GroupResource;
        if (token is not null)
            return store.FindSnapshot(resource, token.Revision) ?? throw ApiErrors.Expired(TokenTooOld);
        return limit == int.MaxValue ? store.Snapshot(resource) : store.KeepSnapshot(resource);
    }

    private void CheckNotInFuture(ApiRequest request)
    {
        if (request.Number("resourceVersion") is { } wanted && wanted > store.Revision)
            throw new ApiError(504, "Timeout", $"Too large resource version: {wanted}, current: {store.Revision}")
            {
                Details = new() { ["retryAfterSeconds"] = 1L },
            };
    }
}
