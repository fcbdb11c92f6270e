using System.Collections.Immutable;

namespace NodeGc.Fleet.Clusters;

/// <summary>The five cleanups. Each of them selects all nodes, in a way of its own.</summary>
internal static class FleetCleanups
{
    /// <summary>The cleanup whose plans have to be approved.</summary>
    public const string Approved = "approved";

    /// <summary>By name: the spec, in YAML.</summary>
    public static ImmutableSortedDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            [Approved] = """
                mode: Approve
                nodeSelector: { matchExpressions: [{ key: pool, operator: Exists }] }
                collect: { volumes: { minAge: 1d } }
                """,
            ["nightly"] = """
                mode: Enforce
                schedule: "0 3 * * *"
                runOnce: now
                priority: 10
                nodeSelector: { matchExpressions: [{ key: pool, operator: NotIn, values: [none] }] }
                collect: { layers: { minAge: 1h }, images: { scope: Dangling } }
                """,
            ["removal"] = """
                mode: Enforce
                nodeSelector: { matchLabels: { kubernetes.io/os: linux } }
                collect: { layers: { minAge: 1h }, volumes: { minAge: 7d } }
                protect: { volumes: ["pg-*"], images: ["registry.example.com/base/*"] }
                """,
            ["report"] = """
                collect: { layers: {}, volumes: {}, containers: {}, debris: {} }
                """,
            ["waves"] = """
                mode: Enforce
                nodeSelector: { matchExpressions: [{ key: pool, operator: In, values: [build, test, web] }] }
                collect: { layers: { minAge: 1h } }
                rollout: { maxConcurrent: 20%, canary: { nodes: 2, soak: 1s }, maxFailures: 5% }
                """,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
