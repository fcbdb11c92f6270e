using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Yaml;

namespace NodeGc.Agent.Policies;

/// <summary>The policy of the command line: the same YAML as the custom resource.</summary>
internal static class PolicyFile
{
    /// <summary>Only orphaned layers, with the defaults of the custom resource.</summary>
    public static HostPolicy Default { get; } =
        HostPolicy.From(
            new()
            {
                Mode = CleanupMode.Enforce,
                Collect = new() { Layers = new() },
            },
            labels: null
        );

    /// <summary>Reads a NodeStorageCleanup.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">The labels that the host would have as a node; null if not given.</param>
    /// <exception cref="AgentException">The file is missing, not YAML, or does not match the schema.</exception>
    public static HostPolicy Read(string path, ImmutableDictionary<string, string>? labels = null)
    {
        try
        {
            return HostPolicy.From(CleanupYaml.Load(path).Spec, labels);
        }
        catch (CleanupYamlException e)
        {
            throw new AgentException(e.Message, e) { ExitCode = ExitCode.Usage };
        }
    }
}
