using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.Charts;

/// <summary>What the rendered chart grants to one of its service accounts.</summary>
public static class GrantedRights
{
    /// <summary>Each verb for each resource, as the rules of its roles have them.</summary>
    public static ImmutableHashSet<UsedRight> Of(string serviceAccount)
    {
        var objects = Yaml.Documents(ChartRights.Yaml).ToArray();
        return
        [
            .. from binding in objects
            where binding.Text("kind") is "RoleBinding" or "ClusterRoleBinding"
            where binding.Each("subjects").Any(subject => subject.Text("name") == serviceAccount)
            from role in objects
            where role.Text("kind") == binding.Text("roleRef", "kind")
            where role.Name == binding.Text("roleRef", "name") && role.Namespace == binding.Namespace
            from rule in role.Each("rules")
            from right in Rights(rule, binding.Namespace)
            select right,
        ];
    }

    private static IEnumerable<UsedRight> Rights(JsonObject rule, string @namespace) =>
        from verb in rule.Texts("verbs")
        from @group in rule.Texts("apiGroups")
        from resource in rule.Texts("resources")
        select new UsedRight(verb, @group.Length == 0 ? resource : $"{resource}.{@group}", @namespace);
}
