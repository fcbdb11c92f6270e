using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>Tells clients what is served: <c>/api</c>, <c>/apis</c>, and the resource list of each group
/// version.</summary>
internal sealed class Discovery(ResourceCatalog catalog)
{
    public static JsonObject CoreVersions() =>
        new()
        {
            ["kind"] = "APIVersions",
            ["versions"] = new JsonArray("v1"),
            ["serverAddressByClientCIDRs"] = new JsonArray(),
        };

    public JsonObject Groups() =>
        new()
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. GroupNames().Select(group => (JsonNode)Describe(group))]),
        };

    public JsonObject? FindGroup(string group)
    {
        if (!GroupNames().Contains(group))
            return null;
        var described = Describe(group);
        described["kind"] = "APIGroup";
        described["apiVersion"] = "v1";
        return described;
    }

    public JsonObject? FindVersion(string group, string version)
    {
        var types = catalog.All.Where(type => type.Group == group && type.Version == version).ToArray();
        return types.Length == 0
            ? null
            : new JsonObject
            {
                ["kind"] = "APIResourceList",
                ["apiVersion"] = "v1",
                ["groupVersion"] = types[0].ApiVersion,
                ["resources"] = new JsonArray([.. types.SelectMany(Entries)]),
            };
    }

    private IEnumerable<string> GroupNames() =>
        catalog.All.Select(type => type.Group).Where(group => group.Length > 0).Distinct();

    private JsonObject Describe(string group)
    {
        var versions = catalog.All.Where(type => type.Group == group).Select(type => type.Version).Distinct().ToArray();
        return new JsonObject
        {
            ["name"] = group,
            ["versions"] = new JsonArray([.. versions.Select(version => (JsonNode)Version(group, version))]),
            ["preferredVersion"] = Version(group, versions[0]),
        };
    }

    private static JsonObject Version(string group, string version) =>
        new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private static IEnumerable<JsonNode> Entries(ResourceType type)
    {
        yield return Entry(type, type.Plural, type.Kind, [.. type.Verbs]);
        if (type.HasStatus)
            yield return Entry(type, type.Plural + "/status", type.Kind, ["get", "patch", "update"]);
        if (type.GroupResource == "namespaces")
            yield return Entry(type, "namespaces/finalize", type.Kind, ["update"]);
        if (type.GroupResource != "serviceaccounts")
            yield break;
        var token = Entry(type, "serviceaccounts/token", "TokenRequest", ["create"]);
        token["group"] = "authentication.k8s.io";
        token["version"] = "v1";
        yield return token;
    }

    private static JsonObject Entry(ResourceType type, string name, string kind, string[] verbs)
    {
        var entry = new JsonObject
        {
            ["name"] = name,
            ["singularName"] = name == type.Plural ? type.Singular : "",
            ["namespaced"] = type.Namespaced,
            ["kind"] = kind,
            ["verbs"] = Texts(verbs),
        };
        if (name == type.Plural && type.ShortNames.Length > 0)
            entry["shortNames"] = Texts(type.ShortNames);
        if (name == type.Plural && type.Categories.Length > 0)
            entry["categories"] = Texts(type.Categories);
        return entry;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
