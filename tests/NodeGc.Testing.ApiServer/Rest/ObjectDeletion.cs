using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Admission;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Selection;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>DELETE of one object or of a selection. What has finalizers or a grace period is only marked.</summary>
internal sealed class ObjectDeletion(ObjectStore store, ValidatingAdmission admission, TimeProvider clock)
{
    private const long PodGracePeriod = 30;

    /// <returns>The object while it is still there; else a success Status.</returns>
    public async Task<JsonObject> DeleteAsync(ApiRequest request)
    {
        var options = await DeleteOptions.ReadAsync(request);
        var before = store.Find(request.Key) ?? throw ApiErrors.NotFound(request.Type, request.Path.Name);
        admission.Admit(AdmissionRequest.ToDelete(request, before.Body, options.DryRun));
        return Delete(request.Type, before, options) is { } remaining && remaining.Body.IsBeingDeleted
            ? remaining.Body
            : Success(request.Type, before.Body);
    }

    /// <returns>The list of what was deleted, as the real server answers.</returns>
    public async Task<JsonObject> DeleteCollectionAsync(ApiRequest request)
    {
        var options = await DeleteOptions.ReadAsync(request);
        var selection = ObjectSelection.From(request);
        var selected = store.Snapshot(request.Type.GroupResource).Items.Values.Where(selection.Contains).ToArray();
        foreach (var stored in selected)
        {
            admission.Admit(AdmissionRequest.ToDelete(request, stored.Body, options.DryRun));
            Delete(request.Type, stored, options);
        }
        return new JsonObject
        {
            ["kind"] = request.Type.ListKind,
            ["apiVersion"] = request.Type.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = $"{store.Revision}" },
            ["items"] = new JsonArray([.. selected.Select(stored => stored.Body.DeepClone())]),
        };
    }

    /// <summary>Deletes or marks an object; retries while others write to it, and is content when somebody else removed
    /// it.</summary>
    /// <returns>The marked object; null or a revision without the mark when it is gone.</returns>
    public StoredObject? Delete(ResourceType type, StoredObject seen, DeleteOptions options)
    {
        for (var before = seen; before is not null && before.Body.Uid == seen.Body.Uid; before = store.Find(before.Key))
        {
            CheckPreconditions(type, before, options);
            var marked = Marked(type, before.Body, options);
            var isNow = !marked.Finalizers.Any() && GracePeriod(type, before.Body, options) == 0 && !IsNamespace(type);
            if (options.DryRun)
                return isNow ? null : before.With(marked);
            if (isNow && store.Remove(before) is { } removed)
                return removed.With(before.Body);
            if (!isNow && NextObject.IsSame(before.Body, marked))
                return before;
            if (!isNow && store.Replace(before, marked) is { } stored)
                return stored;
        }
        return null;
    }

    private static bool IsNamespace(ResourceType type) => type.GroupResource == "namespaces";

    private static void CheckPreconditions(ResourceType type, StoredObject before, DeleteOptions options)
    {
        if (options.Uid is { } uid && uid != before.Body.Uid)
            throw ApiErrors.Conflict(
                type,
                before.Key.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {before.Body.Uid}"
            );
        if (options.ResourceVersion is { } version && version != before.Body.ResourceVersion)
            throw ApiErrors.Conflict(
                type,
                before.Key.Name,
                $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: "
                    + $"{before.Body.ResourceVersion}"
            );
    }

    private JsonObject Marked(ResourceType type, JsonObject before, DeleteOptions options)
    {
        var marked = before.Copy();
        if (!before.IsBeingDeleted)
        {
            marked.Metadata["deletionTimestamp"] = Timestamps.Format(
                clock.GetUtcNow().AddSeconds(GracePeriod(type, before, options))
            );
            marked.Metadata["deletionGracePeriodSeconds"] = GracePeriod(type, before, options);
            if (before.Generation > 0)
                marked.Metadata["generation"] = before.Generation + 1;
        }
        if (options.Propagation == "Foreground")
            marked.AddFinalizer("foregroundDeletion");
        if (options.Propagation == "Orphan")
            marked.AddFinalizer("orphan");
        if (IsNamespace(type))
            marked.Ensure("status")["phase"] = "Terminating";
        return marked;
    }

    /// <summary>Only a pod on a node has to be stopped first: it waits for its kubelet, which deletes it again with no
    /// grace.</summary>
    private static long GracePeriod(ResourceType type, JsonObject body, DeleteOptions options)
    {
        var isRunning =
            type.GroupResource == "pods"
            && body.Text("spec", "nodeName") is { Length: > 0 }
            && body.Text("status", "phase") is not ("Succeeded" or "Failed");
        return isRunning
            ? options.GracePeriodSeconds ?? body.Number("spec", "terminationGracePeriodSeconds") ?? PodGracePeriod
            : 0;
    }

    private static JsonObject Success(ResourceType type, JsonObject body)
    {
        var details = new JsonObject { ["name"] = body.Name };
        if (type.Group.Length > 0)
            details["group"] = type.Group;
        details["kind"] = type.Plural;
        details["uid"] = body.Uid;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
