using System.Security.Cryptography;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Selection;

namespace NodeGc.Testing.ApiServer.Watching;

/// <summary>What a client wants to watch, and from when on.</summary>
/// <param name="Selection">Which objects.</param>
/// <param name="From">The revision after which events are wanted; null for the present objects first.</param>
/// <param name="AllowsBookmarks">Whether the client understands bookmarks.</param>
/// <param name="WantsInitialEventsEnd">Whether a bookmark marks the end of the present objects.</param>
/// <param name="Timeout">When the server ends the watch.</param>
internal sealed record WatchRequest(
    ObjectSelection Selection,
    long? From,
    bool AllowsBookmarks,
    bool WantsInitialEventsEnd,
    TimeSpan Timeout
)
{
    private static readonly ResourceType ListOptionsType = new("meta.k8s.io", "v1", "", "ListOptions");

    public static WatchRequest Parse(ApiRequest request)
    {
        var initial = request.IsOn("sendInitialEvents");
        if (initial && request.Query("resourceVersionMatch") != "NotOlderThan")
            throw ApiErrors.Invalid(
                ListOptionsType,
                "",
                [
                    FieldError.Forbidden(
                        "resourceVersionMatch",
                        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
                    ),
                ]
            );
        var from = request.Number("resourceVersion");
        var bookmarks = request.IsOn("allowWatchBookmarks");
        return new WatchRequest(
            ObjectSelection.From(request),
            initial || from is null or 0 ? null : from,
            bookmarks,
            initial && bookmarks,
            TimeSpan.FromSeconds(request.Number("timeoutSeconds") ?? RandomNumberGenerator.GetInt32(1800, 3600))
        );
    }
}
