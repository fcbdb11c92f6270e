using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Background;

/// <summary>Deletes on behalf of the controllers, with the same respect for finalizers that every client must
/// have.</summary>
internal sealed class ObjectSweeper(ObjectStore store, ResourceCatalog catalog, ObjectDeletion deletion)
{
    private static readonly DeleteOptions Now = new(false, GracePeriodSeconds: 0, "Background", null, null);

    /// <returns>How many are left, held by finalizers.</returns>
    public int DeleteAll(string groupResource, string @namespace)
    {
        foreach (var stored in Select(groupResource, @namespace))
            Delete(stored);
        return Select(groupResource, @namespace).Length;
    }

    public void Delete(StoredObject stored)
    {
        if (TypeOf(stored.Key.GroupResource) is { } type)
            deletion.Delete(type, stored, Now);
    }

    /// <summary>Stores an object without one of its finalizers; when that was the last one, the object goes.</summary>
    public void Release(StoredObject before, JsonObject released)
    {
        if (released.IsBeingDeleted && !released.Finalizers.Any())
            store.Remove(before);
        else
            store.Replace(before, released);
    }

    private ResourceType? TypeOf(string groupResource) =>
        catalog.All.FirstOrDefault(type => type.GroupResource == groupResource);

    private StoredObject[] Select(string groupResource, string @namespace) =>
        [
            .. store
                .Snapshot(groupResource)
                .Items.Values.Where(stored => @namespace.Length == 0 || stored.Key.Namespace == @namespace),
        ];
}
