using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Who sends a request, and the groups that count for bindings.</summary>
internal sealed record User(string Name, ImmutableArray<string> Groups)
{
    public static User Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);

    public static User Admin { get; } = new("kubernetes-admin", ["system:masters", "system:authenticated"]);

    public static User ServiceAccount(string @namespace, string name) =>
        new(
            $"system:serviceaccount:{@namespace}:{name}",
            ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}", "system:authenticated"]
        );
}
