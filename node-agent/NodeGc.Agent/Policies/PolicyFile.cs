using NodeGc.Agent.Plans;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Yaml;

namespace NodeGc.Agent.Policies;

/// <summary>The policy of the command line: the same YAML as the custom resource.</summary>
internal static class PolicyFile
{
    /// <summary>Orphaned layers with the defaults of the custom resource, nothing else.</summary>
    public static KeptPolicy Default { get; } =
        new(new CollectSpec { Layers = new LayersSpec() }, ProtectSpec.Nothing, DisposalSpec.Default, LimitsSpec.Default);

    /// <summary>Reads a NodeStorageCleanup.</summary>
    /// <exception cref="AgentException">The file is missing, no YAML, or not what the schema allows.</exception>
    public static KeptPolicy Read(string path)
    {
        try
        {
            return KeptPolicy.Of(CleanupYaml.Load(path).Spec);
        }
        catch (CleanupYamlException e)
        {
            throw new AgentException(e.Message, e) { ExitCode = ExitCode.Usage };
        }
    }
}
