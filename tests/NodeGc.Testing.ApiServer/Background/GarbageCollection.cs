using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Background;

/// <summary>
/// Deletes an object when all owners it names are gone. An owner is there only with the same uid: one created again
/// under the old name is another one. Foreground deletion lets the dependents go first; orphaning takes the owner out
/// of them.
/// </summary>
internal sealed class GarbageCollection(ObjectStore store, ResourceCatalog catalog, ObjectSweeper sweeper) : IController
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    private readonly Dictionary<string, HashSet<ObjectKey>> dependents = [];

    public void React(StoreEvent change)
    {
        var current = change.Object;
        foreach (var owner in Owners(change.Before))
            dependents.GetValueOrDefault(owner)?.Remove(current.Key);
        if (change.Type == StoreEventType.Deleted)
        {
            foreach (var dependent in Dependents(current.Body.Uid))
                Collect(dependent);
            foreach (var owner in current.Body.OwnerReferences)
                FinishOwner(owner, current.Key.Namespace);
            return;
        }
        foreach (var owner in Owners(current))
            (dependents.TryGetValue(owner, out var known) ? known : dependents[owner] = []).Add(current.Key);
        Collect(current);
        Finish(current);
    }

    private static IEnumerable<string> Owners(StoredObject? stored) =>
        stored?.Body.OwnerReferences.Select(owner => owner.Text("uid") ?? "") ?? [];

    private StoredObject[] Dependents(string uid) =>
        [.. (dependents.GetValueOrDefault(uid) ?? []).Select(store.Find).OfType<StoredObject>()];

    private void Collect(StoredObject stored)
    {
        var owners = stored.Body.OwnerReferences.ToArray();
        if (
            owners.Length > 0
            && !stored.Body.IsBeingDeleted
            && owners.All(owner => FindOwner(owner, stored.Key.Namespace) is null)
        )
            sweeper.Delete(stored);
    }

    private StoredObject? FindOwner(JsonObject owner, string @namespace)
    {
        var (group, version) = owner.Text("apiVersion")?.Split('/') is [var g, var v]
            ? (g, v)
            : ("", owner.Text("apiVersion") ?? "");
        if (catalog.FindKind(group, version, owner.Text("kind") ?? "") is not { } type)
            return null;
        var found = store.Find(new ObjectKey(type, @namespace, owner.Text("name") ?? ""));
        return found?.Body.Uid == owner.Text("uid") ? found : null;
    }

    private void FinishOwner(JsonObject owner, string @namespace)
    {
        if (FindOwner(owner, @namespace) is { } found)
            Finish(found);
    }

    private void Finish(StoredObject owner)
    {
        if (!owner.Body.IsBeingDeleted)
            return;
        if (owner.Body.Finalizers.Contains(Orphan))
            ReleaseDependents(owner);
        if (!owner.Body.Finalizers.Contains(Foreground))
            return;
        foreach (var dependent in Dependents(owner.Body.Uid).Where(dependent => !dependent.Body.IsBeingDeleted))
            sweeper.Delete(dependent);
        if (Dependents(owner.Body.Uid).Length == 0)
            Release(owner, Foreground);
    }

    private void ReleaseDependents(StoredObject owner)
    {
        foreach (var dependent in Dependents(owner.Body.Uid))
        {
            var orphaned = dependent.Body.Copy();
            var others = orphaned.OwnerReferences.Where(reference => reference.Text("uid") != owner.Body.Uid).ToArray();
            orphaned.Metadata.Remove("ownerReferences");
            if (others.Length > 0)
                orphaned.Metadata["ownerReferences"] = new JsonArray([
                    .. others.Select(reference => reference.DeepClone()),
                ]);
            store.Replace(dependent, orphaned);
        }
        Release(owner, Orphan);
    }

    private void Release(StoredObject owner, string finalizer)
    {
        if (store.Find(owner.Key) is not { } current)
            return;
        var released = current.Body.Copy();
        released.RemoveFinalizer(finalizer);
        sweeper.Release(current, released);
    }
}
