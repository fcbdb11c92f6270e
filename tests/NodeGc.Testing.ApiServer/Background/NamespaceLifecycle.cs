using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Background;

/// <summary>Gives each new namespace its default service account, and empties one that is being deleted before it
/// goes.</summary>
internal sealed class NamespaceLifecycle(
    ObjectStore store,
    ResourceCatalog catalog,
    ObjectSweeper sweeper,
    TimeProvider clock
) : IController
{
    public void React(StoreEvent change)
    {
        var key = change.Object.Key;
        if (key.GroupResource == "namespaces" && change.Type == StoreEventType.Added)
            AddDefaultAccount(key.Name);
        if (key.GroupResource == "namespaces" && change.Type != StoreEventType.Deleted)
            Empty(key.Name);
        else if (change.Type == StoreEventType.Deleted && key.Namespace.Length > 0)
            Empty(key.Namespace);
    }

    private void AddDefaultAccount(string name)
    {
        var account = new JsonObject
        {
            ["kind"] = "ServiceAccount",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = "default",
                ["namespace"] = name,
                ["uid"] = Guid.NewGuid().ToString(),
                ["creationTimestamp"] = clock.Stamp(),
            },
        };
        store.Add(new ObjectKey("serviceaccounts", name, "default"), account);
    }

    private void Empty(string name)
    {
        if (store.Find(new ObjectKey("namespaces", "", name)) is not { Body.IsBeingDeleted: true } found)
            return;
        var left = catalog.All.Where(type => type.Namespaced).Sum(type => sweeper.DeleteAll(type.GroupResource, name));
        if (left == 0)
            store.Remove(found);
    }
}
