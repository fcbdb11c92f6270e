using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Patching;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>PATCH of an object or its status, by any of the four kinds of patch.</summary>
internal sealed class ObjectPatch(ObjectUpdate update, ServerSideApply apply)
{
    public async Task<StoredObject> PatchAsync(ApiRequest request)
    {
        var media = Wire.MediaType(request.Http.Request);
        var isApply = media is "application/apply-patch+yaml" or "application/apply-patch+json";
        PatchOptions.Check(request, isApply);
        if (isApply)
            return await apply.ApplyAsync(request);
        var change = Read(request, media, Wire.Parse(await Wire.ReadTextAsync(request.Http.Request)));
        return update.Change(
            request,
            WriteOptions.From(request),
            before => Patched(request, before, change),
            FieldOwnership.AfterUpdate
        );
    }

    private static JsonObject Patched(ApiRequest request, StoredObject before, Func<JsonObject, JsonNode?> change)
    {
        if (change(before.Copy()) is not JsonObject patched)
            throw ApiErrors.BadRequest("the patch leaves no object");
        // A patch without a resourceVersion applies to whatever is there; one that carries it insists on it.
        BodyIdentity.Check(request, patched);
        return patched;
    }

    private static Func<JsonObject, JsonNode?> Read(ApiRequest request, string media, JsonNode? patch) =>
        (media, patch) switch
        {
            ("application/merge-patch+json", JsonObject merge) => body => MergePatch.Apply(body, merge),
            ("application/json-patch+json", JsonArray operations) => body => JsonPatch.Apply(body, operations),
            ("application/strategic-merge-patch+json", JsonObject strategic) when !request.Type.IsCustom => body =>
                StrategicMergePatch.Apply(body, strategic, request.Type),
            ("application/merge-patch+json" or "application/json-patch+json", _) => throw ApiErrors.BadRequest(
                "error decoding patch: its JSON has the wrong shape"
            ),
            _ => throw ApiErrors.UnsupportedMediaType(
                request.Type.IsCustom
                    ? "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
                    : "application/json-patch+json, application/merge-patch+json, "
                        + "application/strategic-merge-patch+json, application/apply-patch+yaml"
            ),
        };
}
