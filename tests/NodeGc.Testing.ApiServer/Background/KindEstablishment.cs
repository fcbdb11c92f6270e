using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Background;

/// <summary>Accepts the names of a new CustomResourceDefinition and begins to serve it; before it goes, its objects
/// go.</summary>
internal sealed class KindEstablishment(ObjectStore store, ObjectSweeper sweeper, TimeProvider clock) : IController
{
    private const string Cleanup = "customresourcecleanup.apiextensions.k8s.io";

    public void React(StoreEvent change)
    {
        if (change.Object.Key.GroupResource == CustomResources.GroupResource && change.Type != StoreEventType.Deleted)
            Settle(change.Object);
        else if (
            change.Type == StoreEventType.Deleted
            && DefinitionOf(change.Object.Key) is { Body.IsBeingDeleted: true } definition
        )
            Empty(definition);
    }

    private StoredObject? DefinitionOf(ObjectKey key) =>
        store.Find(new ObjectKey(CustomResources.GroupResource, "", key.GroupResource));

    private void Settle(StoredObject definition)
    {
        if (definition.Body.IsBeingDeleted)
            Empty(definition);
        else if (!CustomResources.IsEstablished(definition.Body))
            store.Replace(definition, Established(definition.Body));
    }

    private void Empty(StoredObject definition)
    {
        if (store.Find(definition.Key) is not { } current || !current.Body.Finalizers.Contains(Cleanup))
            return;
        if (sweeper.DeleteAll(definition.Key.Name, @namespace: "") > 0)
            return;
        var released = current.Body.Copy();
        released.RemoveFinalizer(Cleanup);
        sweeper.Release(current, released);
    }

    private JsonObject Established(JsonObject definition)
    {
        var next = definition.Copy();
        next.AddFinalizer(Cleanup);
        next["status"] = new JsonObject
        {
            ["acceptedNames"] = next["spec"]!["names"]!.DeepClone(),
            ["conditions"] = new JsonArray(
                Condition("NamesAccepted", "NoConflicts", "no conflicts found"),
                Condition("Established", "InitialNamesAccepted", "the initial names have been accepted")
            ),
            ["storedVersions"] = new JsonArray([
                .. next.Each("spec", "versions")
                    .Where(version => version.Flag("storage"))
                    .Select(version => version["name"]!.DeepClone()),
            ]),
        };
        return next;
    }

    private JsonObject Condition(string type, string reason, string message) =>
        new()
        {
            ["type"] = type,
            ["status"] = "True",
            ["lastTransitionTime"] = clock.Stamp(),
            ["reason"] = reason,
            ["message"] = message,
        };
}
