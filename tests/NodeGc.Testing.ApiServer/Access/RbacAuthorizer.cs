using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Answers from the stored roles and bindings, as the RBAC authorizer does: what no rule allows is
/// refused.</summary>
internal sealed class RbacAuthorizer(ObjectStore store)
{
    private const string Group = "rbac.authorization.k8s.io";

    public bool Allows(User user, AccessQuestion question) =>
        user.Groups.Contains("system:masters") || RulesOf(user, question.Namespace).Any(rule => Covers(rule, question));

    /// <exception cref="ApiError">403 in the words of the real server.</exception>
    public void Require(User user, AccessQuestion question)
    {
        if (Allows(user, question))
            return;
        var resource = question.Resource.Split('/')[0];
        var qualified = question.Group.Length == 0 ? resource : $"{resource}.{question.Group}";
        var subject = question.Name.Length == 0 ? qualified : $"{qualified} \"{question.Name}\"";
        throw new ApiError(403, "Forbidden", $"{subject} is forbidden: User \"{user.Name}\" {question}")
        {
            Details = new()
            {
                ["name"] = question.Name,
                ["group"] = question.Group,
                ["kind"] = resource,
            },
        };
    }

    public bool AllowsPath(User user, string verb, string path) =>
        user.Groups.Contains("system:masters")
        || RulesOf(user, "")
            .Any(rule =>
                Has(rule, "verbs", verb) && rule.Texts("nonResourceURLs").Any(pattern => MatchesPath(pattern, path))
            );

    private IEnumerable<JsonObject> RulesOf(User user, string @namespace)
    {
        var clusterWide = BoundTo(user, store.Snapshot($"clusterrolebindings.{Group}").Items.Values);
        var local = BoundTo(
            user,
            store
                .Snapshot($"rolebindings.{Group}")
                .Items.Values.Where(binding => @namespace.Length > 0 && binding.Key.Namespace == @namespace)
        );
        return clusterWide.Concat(local).SelectMany(Rules);
    }

    private static IEnumerable<StoredObject> BoundTo(User user, IEnumerable<StoredObject> bindings) =>
        bindings.Where(binding =>
            binding.Body.Each("subjects").Any(subject => IsSubject(user, subject, binding.Key.Namespace))
        );

    private static bool IsSubject(User user, JsonObject subject, string @namespace) =>
        subject.Text("kind") switch
        {
            "User" => subject.Text("name") == user.Name,
            "Group" => user.Groups.Contains(subject.Text("name") ?? ""),
            "ServiceAccount" => User.ServiceAccount(
                subject.Text("namespace") ?? @namespace,
                subject.Text("name") ?? ""
            ).Name == user.Name,
            _ => false,
        };

    private IEnumerable<JsonObject> Rules(StoredObject binding)
    {
        var name = binding.Body.Text("roleRef", "name") ?? "";
        var key =
            binding.Body.Text("roleRef", "kind") == "Role"
                ? new ObjectKey($"roles.{Group}", binding.Key.Namespace, name)
                : new ObjectKey($"clusterroles.{Group}", "", name);
        return store.Find(key)?.Body.Each("rules") ?? [];
    }

    private static bool Covers(JsonObject rule, AccessQuestion question) =>
        Has(rule, "verbs", question.Verb)
        && Has(rule, "apiGroups", question.Group)
        && CoversResource(rule, question.Resource)
        && (
            !rule.Texts("resourceNames").Any()
            || (question.Name.Length > 0 && rule.Texts("resourceNames").Contains(question.Name))
        );

    private static bool CoversResource(JsonObject rule, string resource) =>
        Has(rule, "resources", resource)
        || (resource.Split('/') is [_, var subresource] && rule.Texts("resources").Contains($"*/{subresource}"));

    private static bool Has(JsonObject rule, string list, string value) =>
        rule.Texts(list).Any(entry => entry == "*" || entry == value);

    private static bool MatchesPath(string pattern, string path) =>
        pattern.EndsWith('*') ? path.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == path;
}
