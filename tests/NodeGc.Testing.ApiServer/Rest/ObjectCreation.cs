using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Admission;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Patching;
using NodeGc.Testing.ApiServer.Schema;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>POST to a collection, and server-side apply of an object that isn't there yet.</summary>
internal sealed class ObjectCreation(ObjectStore store, ValidatingAdmission admission, TimeProvider clock)
{
    public async Task<StoredObject> CreateAsync(ApiRequest request)
    {
        var body = await Wire.ReadObjectAsync(request.Http.Request);
        BodyIdentity.Check(request, body);
        if (body.ResourceVersion.Length > 0)
            throw ApiErrors.BadRequest("resourceVersion should not be set on objects to be created");
        return Create(request, body, WriteOptions.From(request), FieldOwnership.AfterCreate);
    }

    /// <param name="request">The request, for its type, namespace and warnings.</param>
    /// <param name="body">The object; it is changed into its first revision.</param>
    /// <param name="options">How to write.</param>
    /// <param name="ownership">Whom the fields belong to.</param>
    public StoredObject Create(ApiRequest request, JsonObject body, WriteOptions options, NewOwnershipRule ownership)
    {
        var type = request.Type;
        CheckNamespace(request);
        BodyIdentity.CheckNewName(type, body);
        NewObject.Prepare(type, body, clock);
        Warnings.Add(request.Http, BodyRules.Apply(type, body, before: null, options));
        ownership(request, options, body, clock);
        var key = new ObjectKey(type, request.Path.Namespace, body.Name);
        admission.Admit(AdmissionRequest.ToCreate(request, body, options.DryRun));
        if (options.DryRun && store.Find(key) is null)
            return new StoredObject(key, store.Revision, body);
        return store.Add(key, body) ?? throw ApiErrors.AlreadyExists(type, key.Name);
    }

    private void CheckNamespace(ApiRequest request)
    {
        if (!request.Type.Namespaced)
            return;
        var name = request.Path.Namespace;
        var found = store.Find(new ObjectKey("namespaces", "", name)) ?? throw ApiErrors.NamespaceNotFound(name);
        if (found.Body.IsBeingDeleted)
            throw ApiErrors.Forbidden(
                request.Type,
                request.Path.Name,
                $"unable to create new content in namespace {name} because it is being terminated"
            );
    }
}
