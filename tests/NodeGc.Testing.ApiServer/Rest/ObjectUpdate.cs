using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Admission;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Patching;
using NodeGc.Testing.ApiServer.Schema;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>PUT of an object or its status, and the way by which every other change of an existing object is
/// stored.</summary>
internal sealed class ObjectUpdate(ObjectStore store, ValidatingAdmission admission, TimeProvider clock)
{
    public async Task<StoredObject> UpdateAsync(ApiRequest request)
    {
        var sent = await Wire.ReadObjectAsync(request.Http.Request);
        BodyIdentity.Check(request, sent);
        if (request.Type.IsCustom && sent.ResourceVersion.Length == 0)
            throw ApiErrors.Invalid(
                request.Type,
                sent.Name,
                [
                    FieldError.Invalid(
                        "metadata.resourceVersion",
                        JsonValue.Create(0L),
                        "must be specified for an update"
                    ),
                ]
            );
        return Change(request, WriteOptions.From(request), _ => sent.Copy(), FieldOwnership.AfterUpdate);
    }

    /// <summary>
    /// Stores what <paramref name="change"/> makes of the present object; when somebody else writes in between, it is
    /// asked again. A change that names its resourceVersion is refused with 409 instead.
    /// </summary>
    public StoredObject Change(
        ApiRequest request,
        WriteOptions options,
        Func<StoredObject, JsonObject> change,
        OwnershipRule ownership
    )
    {
        while (true)
        {
            var before = store.Find(request.Key) ?? throw ApiErrors.NotFound(request.Type, request.Path.Name);
            var next = NextObject.Prepare(request.Type, before, change(before), request.Path.Subresource);
            var warnings = BodyRules.Apply(request.Type, next, before.Body, options);
            NextObject.CountGeneration(request.Type, before.Body, next);
            ownership(request, options, before.Body, next, clock);
            admission.Admit(AdmissionRequest.ToUpdate(request, before.Body, next, options.DryRun));
            if ((options.DryRun ? before.With(next) : Commit(before, next)) is { } stored)
            {
                Warnings.Add(request.Http, warnings);
                return stored;
            }
        }
    }

    private StoredObject? Commit(StoredObject before, JsonObject next)
    {
        if (NextObject.IsSame(before.Body, next))
            return before;
        var isReleased = next.IsBeingDeleted && !next.Finalizers.Any() && before.Body.Finalizers.Any();
        return isReleased && !IsHeldOtherwise(before) ? store.Remove(before) : store.Replace(before, next);
    }

    // A namespace goes when it is empty, not when its metadata has no finalizers: its own are in its spec.
    private static bool IsHeldOtherwise(StoredObject stored) => stored.Key.GroupResource == "namespaces";
}
