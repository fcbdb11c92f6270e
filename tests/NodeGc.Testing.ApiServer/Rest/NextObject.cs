using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>
/// Makes the next revision of an object out of what a client sent: a write to the object leaves its status alone, a
/// write to its status leaves the rest alone, and what the server owns cannot be changed.
/// </summary>
internal static class NextObject
{
    private static readonly string[] Immutable =
    [
        "name",
        "namespace",
        "uid",
        "creationTimestamp",
        "generation",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "generateName",
        "selfLink",
    ];

    public static JsonObject Prepare(ResourceType type, StoredObject before, JsonObject sent, string subresource)
    {
        CheckVersion(type, before, sent);
        var owners = sent.At("metadata", "managedFields") ?? before.Body.At("metadata", "managedFields");
        var next = subresource == "status" ? WithStatusOf(before.Body, sent) : WithoutStatus(type, before.Body, sent);
        KeepServerOwned(before.Body, next);
        next.Metadata["managedFields"] = owners?.DeepClone();
        CheckFinalizers(type, before.Body, next);
        return next;
    }

    /// <summary>Counts the change when the desired state differs. Only after defaults and pruning: those are no
    /// changes.</summary>
    public static void CountGeneration(ResourceType type, JsonObject before, JsonObject next)
    {
        if (type.HasGeneration && !JsonNode.DeepEquals(DesiredState(type, before), DesiredState(type, next)))
            next.Metadata["generation"] = before.Generation + 1;
    }

    /// <summary>Whether a write would change anything: one that does not gets no new resourceVersion.</summary>
    public static bool IsSame(JsonObject before, JsonObject after) =>
        JsonNode.DeepEquals(WithoutBookkeeping(before), WithoutBookkeeping(after));

    private static void CheckVersion(ResourceType type, StoredObject before, JsonObject sent)
    {
        var uid = sent.Uid;
        if (uid.Length > 0 && uid != before.Body.Uid)
            throw ApiErrors.Conflict(
                type,
                before.Key.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {before.Body.Uid}"
            );
        var version = sent.ResourceVersion;
        if (version.Length > 0 && version != before.Body.ResourceVersion)
            throw ApiErrors.Stale(type, before.Key.Name);
    }

    private static JsonObject WithStatusOf(JsonObject before, JsonObject sent)
    {
        var next = before.Copy();
        next.Remove("status");
        if (sent["status"] is { } status)
            next["status"] = status.DeepClone();
        return next;
    }

    private static JsonObject WithoutStatus(ResourceType type, JsonObject before, JsonObject sent)
    {
        var next = sent.Copy();
        if (!type.HasStatus)
            return next;
        next.Remove("status");
        if (before["status"] is { } status)
            next["status"] = status.DeepClone();
        return next;
    }

    private static void KeepServerOwned(JsonObject before, JsonObject next)
    {
        foreach (var name in Immutable)
        {
            next.Metadata.Remove(name);
            if (before.At("metadata", name) is { } value)
                next.Metadata[name] = value.DeepClone();
        }
    }

    private static void CheckFinalizers(ResourceType type, JsonObject before, JsonObject next)
    {
        var added = next.Finalizers.Except(before.Finalizers).ToArray();
        if (before.IsBeingDeleted && added.Length > 0)
            throw ApiErrors.Invalid(
                type,
                before.Name,
                [
                    FieldError.Forbidden(
                        "metadata.finalizers",
                        $"no new finalizers can be added if the object is being deleted, found new finalizers "
                            + $"[]string{{{string.Join(", ", added.Select(name => $"\"{name}\""))}}}"
                    ),
                ]
            );
    }

    private static JsonObject DesiredState(ResourceType type, JsonObject body)
    {
        var copy = body.Copy();
        copy.Remove("metadata");
        if (type.HasStatus)
            copy.Remove("status");
        return copy;
    }

    private static JsonObject WithoutBookkeeping(JsonObject body)
    {
        var copy = body.Copy();
        copy.Metadata.Remove("resourceVersion");
        foreach (var entry in copy.Each("metadata", "managedFields"))
            entry.Remove("time");
        return copy;
    }
}
