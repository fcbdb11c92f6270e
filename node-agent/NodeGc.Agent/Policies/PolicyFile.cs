using NodeGc.Api.Cleanups;
using NodeGc.Api.Yaml;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Policies;

/// <summary>The policy of the command line: the same YAML as the custom resource.</summary>
internal static class PolicyFile
{
    /// <summary>Orphaned layers with the defaults of the custom resource, nothing else.</summary>
    public static CleanupPolicy Default { get; } =
        PolicyOf.Parts(new CollectSpec { Layers = new LayersSpec() }, ProtectSpec.Nothing, DisposalSpec.Default, LimitsSpec.Default);

    /// <summary>Reads a NodeStorageCleanup.</summary>
    /// <exception cref="AgentException">The file is missing, no YAML, or not what the schema allows.</exception>
    public static CleanupPolicy Read(string path)
    {
        try
        {
            return PolicyOf.Spec(CleanupYaml.Load(path).Spec);
        }
        catch (CleanupYamlException e)
        {
            throw new AgentException(e.Message, e) { ExitCode = ExitCode.Usage };
        }
    }
}
