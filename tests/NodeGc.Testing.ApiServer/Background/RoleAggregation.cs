using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Background;

/// <summary>Gives a ClusterRole with an <c>aggregationRule</c> the rules of all that it selects by label.</summary>
internal sealed class RoleAggregation(ObjectStore store) : IController
{
    private const string Roles = "clusterroles.rbac.authorization.k8s.io";

    public void React(StoreEvent change)
    {
        if (change.Object.Key.GroupResource != Roles)
            return;
        var all = store.Snapshot(Roles).Items.Values.ToArray();
        foreach (var role in all.Where(role => role.Body.Child("aggregationRule") is not null))
        {
            var rules = new JsonArray([.. Selected(role, all).SelectMany(Rules)]);
            if (JsonNode.DeepEquals(rules, role.Body["rules"] ?? new JsonArray()))
                continue;
            var next = role.Body.Copy();
            next["rules"] = rules;
            store.Replace(role, next);
        }
    }

    private static IEnumerable<StoredObject> Selected(StoredObject role, StoredObject[] all) =>
        all.Where(other =>
            other.Key != role.Key
            && role.Body.Each("aggregationRule", "clusterRoleSelectors").Any(selector => Selects(selector, other.Body))
        );

    private static bool Selects(JsonObject selector, JsonObject role) =>
        (selector.Child("matchLabels") ?? []).All(label => role.Labels?.Text(label.Key) == label.Value.AsText());

    private static IEnumerable<JsonNode> Rules(StoredObject role) =>
        role.Body.Each("rules").Select(rule => rule.DeepClone());
}
