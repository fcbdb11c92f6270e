using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Schema;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>
/// Server-side apply: the applied fields become the manager's, those it applied before and now doesn't go, and changing
/// what belongs to somebody else is a conflict unless forced.
/// </summary>
internal sealed class ServerSideApply(
    ObjectStore store,
    RbacAuthorizer authorizer,
    ObjectCreation creation,
    ObjectUpdate update,
    TimeProvider clock
)
{
    public async Task<StoredObject> ApplyAsync(ApiRequest request)
    {
        var options = WriteOptions.From(request);
        var applied =
            Wire.Parse(await Wire.ReadTextAsync(request.Http.Request)) as JsonObject
            ?? throw ApiErrors.BadRequest("the applied configuration holds no object");
        // To an object that is there, what is applied need not repeat its name; a new one has none but that.
        if (applied.Name.Length == 0 && store.Find(request.Key) is not null)
            applied.Metadata["name"] = request.Path.Name;
        BodyIdentity.Check(request, applied);
        if (applied.Each("metadata", "managedFields").Any())
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        KeepOwnHalf(request, applied);
        AppliedFields.Check(request.Type, applied);
        if (store.Find(request.Key) is null && request.Path.Subresource.Length == 0)
            return Create(request, options, applied);
        return update.Change(
            request,
            options,
            before => Applied(request, options, before, applied),
            FieldOwnership.AfterApply
        );
    }

    private StoredObject Create(ApiRequest request, WriteOptions options, JsonObject applied)
    {
        authorizer.Require(request.User, AccessQuestion.From("create", request.Path));
        // Taken before the object is made of it: what the server sets by default belongs to nobody.
        var owner = FieldOwnership.Owner(request, options, "Apply", clock) with
        {
            Fields = FieldSets.Of(applied, request.Type.Shape),
        };
        return creation.Create(request, applied, options, (_, _, body, _) =>
            new FieldOwners([]).With(owner).WriteTo(body)
        );
    }

    private JsonObject Applied(ApiRequest request, WriteOptions options, StoredObject before, JsonObject applied)
    {
        var shape = request.Type.Shape;
        var owner = FieldOwnership.Owner(request, options, "Apply", clock) with
        {
            Fields = FieldSets.Of(applied, shape),
        };
        var owners = FieldOwners.From(before.Body);
        var merged = (JsonObject)AppliedConfiguration.Merge(before.Body.Copy(), applied, shape)!;
        var changed = FieldSets.Changed(before.Body, merged, shape).Intersect(owner.Fields);
        if (!options.Force)
            AppliedFields.CheckConflicts(
                owners.Others(owner),
                changed.Except(LastApplied.Fields(before.Body, owner.Manager, shape))
            );
        var gone = owners.FieldsOf(owner).ExceptAround(owner.Fields).ExceptAround(owners.FieldsOfOthers(owner));
        AppliedConfiguration.Remove(merged, gone, shape);
        owners.Without(owner, changed).With(owner).WriteTo(merged);
        return merged;
    }

    /// <summary>An apply to the object says nothing of its status, and one to the status nothing else.</summary>
    private static void KeepOwnHalf(ApiRequest request, JsonObject applied)
    {
        if (request.Path.Subresource.Length == 0 && request.Type.HasStatus)
            applied.Remove("status");
        if (request.Path.Subresource != "status")
            return;
        foreach (
            var name in applied.Select(pair => pair.Key).Except(["apiVersion", "kind", "metadata", "status"]).ToArray()
        )
            applied.Remove(name);
        foreach (
            var name in applied
                .Metadata.Select(pair => pair.Key)
                .Except(["name", "namespace", "resourceVersion", "uid"])
                .ToArray()
        )
            applied.Metadata.Remove(name);
    }
}
