using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Patching;

internal sealed class ServerSideApply(ObjectCreation creation, ObjectUpdate update)
{
    public Task<StoredObject> ApplyAsync(ApiRequest request)
    {
        _ = (creation, update);
        throw ApiErrors.UnsupportedMediaType("application/merge-patch+json");
    }
}
