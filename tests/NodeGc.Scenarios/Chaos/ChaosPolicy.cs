using NodeGc.Agent.Policies;
using NodeGc.Collector.Policies;

namespace NodeGc.Scenarios.Chaos;

/// <summary>
/// The tightest policy that the product accepts, read as a user writes it. What a build or a <c>docker run</c> makes in
/// one step and uses in the next (images without a name, containers that have not started) waits a minute: to remove it
/// at once is what a user should not ask for.
/// </summary>
internal static class ChaosPolicy
{
    /// <summary>A label of containers that must live.</summary>
    public const string Pin = "chaos.keep";

    /// <summary>A label of images that nobody needs.</summary>
    public const string Litter = "chaos.litter";

    /// <summary>Reads it.</summary>
    /// <param name="folder">Where its file may lie.</param>
    /// <param name="quarantine">For how long things are kept, as in the file.</param>
    public static CleanupPolicy Read(string folder, string quarantine)
    {
        var path = Path.Combine(folder, "chaos.yaml");
        File.WriteAllText(
            path,
            $$"""
            apiVersion: nodegc.io/v1alpha1
            kind: NodeStorageCleanup
            metadata: { name: chaos }
            spec:
              mode: Enforce
              collect:
                layers: { minAge: 0s, confirmations: 2, confirmationInterval: 5s }
                volumes: { scope: Anonymous, minAge: 0s, confirmations: 2, confirmationInterval: 5s }
                containers: { minAge: 1m, confirmations: 2, confirmationInterval: 5s }
                images: { scope: Dangling, minAge: 1m, confirmations: 2, confirmationInterval: 5s }
                buildCache: { minAge: 0s, keepBytes: "0", confirmations: 2, confirmationInterval: 5s }
              protect: { labels: ["{{Pin}}"] }
              disposal: { quarantine: {{quarantine}} }
              limits: { maxBytes: 1Ti, maxItems: 1000000, maxPercentOfStore: 100, deletesPerSecond: 1000000 }
            """
        );
        return PolicyFile.Read(path).Policy.ToPolicy();
    }
}
