using System.Collections.Frozen;
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

    private static readonly FrozenSet<string> MetadataOnly = FrozenSet.ToFrozenSet(["metadata"]);
    private static readonly FrozenSet<string> Observed = FrozenSet.ToFrozenSet(["metadata", "status"]);
    private static readonly FrozenSet<string> Bookkeeping = FrozenSet.ToFrozenSet(["resourceVersion", "managedFields"]);

    /// <param name="type">The kind of the object.</param>
    /// <param name="before">What is stored now.</param>
    /// <param name="sent">What the client wants; it may become part of the result.</param>
    /// <param name="subresource"><c>status</c> or empty.</param>
    public static JsonObject Prepare(ResourceType type, StoredObject before, JsonObject sent, string subresource)
    {
        CheckVersion(type, before, sent);
        var owners = Detach(sent.Metadata, "managedFields") ?? before.Body.At("metadata", "managedFields")?.DeepClone();
        var next = subresource == "status" ? WithStatusOf(before, sent) : WithoutStatus(type, before.Body, sent);
        KeepServerOwned(before.Body, next);
        next.Metadata["managedFields"] = owners;
        CheckFinalizers(type, before.Body, next);
        return next;
    }

    /// <summary>Counts the change when the desired state differs. Only after defaults and pruning: those are no
    /// changes.</summary>
    public static void CountGeneration(ResourceType type, JsonObject before, JsonObject next)
    {
        if (type.HasGeneration && !HasSameFields(before, next, except: type.HasStatus ? Observed : MetadataOnly))
            next.Metadata["generation"] = before.Generation + 1;
    }

    /// <summary>Whether a write would change anything: one that does not gets no new resourceVersion.</summary>
    public static bool IsSame(JsonObject before, JsonObject after) =>
        HasSameFields(before, after, MetadataOnly)
        && HasSameFields(before.Metadata, after.Metadata, Bookkeeping)
        && before
            .Each("metadata", "managedFields")
            .SequenceEqual(after.Each("metadata", "managedFields"), SameOwner.Comparer);

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

    private static JsonObject WithStatusOf(StoredObject before, JsonObject sent)
    {
        var next = before.Copy();
        next.Remove("status");
        if (Detach(sent, "status") is { } status)
            next["status"] = status;
        return next;
    }

    private static JsonObject WithoutStatus(ResourceType type, JsonObject before, JsonObject sent)
    {
        if (!type.HasStatus)
            return sent;
        sent.Remove("status");
        if (before["status"] is { } status)
            sent["status"] = status.DeepClone();
        return sent;
    }

    private static JsonNode? Detach(JsonObject json, string name)
    {
        var value = json[name];
        json.Remove(name);
        return value;
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

    private static bool HasSameFields(JsonObject before, JsonObject after, FrozenSet<string> except) =>
        before.Count(pair => !except.Contains(pair.Key)) == after.Count(pair => !except.Contains(pair.Key))
        && before
            .Where(pair => !except.Contains(pair.Key))
            .All(pair => after.TryGetPropertyValue(pair.Key, out var value) && JsonNode.DeepEquals(pair.Value, value));

    /// <summary>Compares entries of <c>managedFields</c> without their times.</summary>
    private sealed class SameOwner : IEqualityComparer<JsonObject>
    {
        private static readonly FrozenSet<string> Time = FrozenSet.ToFrozenSet(["time"]);

        public static SameOwner Comparer { get; } = new();

        public bool Equals(JsonObject? x, JsonObject? y) => x is not null && y is not null && HasSameFields(x, y, Time);

        public int GetHashCode(JsonObject obj) => obj.Count;
    }
}
