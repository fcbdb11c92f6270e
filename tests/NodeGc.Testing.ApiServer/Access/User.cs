using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Who sends a request, and the groups that count for bindings.</summary>
internal sealed record User(string Name, ImmutableArray<string> Groups)
{
    /// <summary>The UID of a service account; empty for others.</summary>
    public string Uid { get; init; } = "";

    /// <summary>What else a token says of its user, such as the node that it was made for.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Extra { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    public JsonObject ExtraAsJson() =>
        new(
            Extra.Select(entry =>
                KeyValuePair.Create(
                    entry.Key,
                    (JsonNode?)new JsonArray([.. entry.Value.Select(value => (JsonNode)value)])
                )
            )
        );

    public static User Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);

    public static User Admin { get; } = new("kubernetes-admin", ["system:masters", "system:authenticated"]);

    public static User ServiceAccount(string @namespace, string name) =>
        new(
            $"system:serviceaccount:{@namespace}:{name}",
            ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}", "system:authenticated"]
        );
}
