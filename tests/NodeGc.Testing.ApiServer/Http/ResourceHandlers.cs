using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;
using NodeGc.Testing.ApiServer.Watching;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>What carries out requests for resources, one for each kind of request.</summary>
internal sealed record ResourceHandlers(ObjectStore Store)
{
    public required ObjectReading Reading { get; init; }

    public required ObjectCreation Creation { get; init; }

    public required ObjectUpdate Update { get; init; }

    public required ObjectPatch Patch { get; init; }

    public required ObjectDeletion Deletion { get; init; }

    public required Watcher Watcher { get; init; }

    public required AccessReviews Reviews { get; init; }

    public required TokenRequests TokenRequests { get; init; }

    public bool Exists(ApiRequest request) => Store.Find(request.Key) is not null;
}
