using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>Makes the first revision of an object: what the server decides is set, what it owns is taken
/// away.</summary>
internal static class NewObject
{
    private static readonly string[] ServerOwned =
    [
        "uid",
        "resourceVersion",
        "creationTimestamp",
        "generation",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "selfLink",
        "managedFields",
    ];

    public static void Prepare(ResourceType type, JsonObject body, TimeProvider clock)
    {
        foreach (var name in ServerOwned)
            body.Metadata.Remove(name);
        body.Metadata["uid"] = Guid.NewGuid().ToString();
        body.Metadata["creationTimestamp"] = clock.Stamp();
        if (type.HasGeneration)
            body.Metadata["generation"] = 1L;
        if (type is { HasStatus: true, KeepsStatusOnCreate: false })
            body.Remove("status");
        BuiltInDefaults.Apply(type, body);
    }
}
