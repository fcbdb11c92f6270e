using NodeGc.Testing.Docker;
using NodeGc.Testing.Programs;

namespace NodeGc.Testing.Charts;

/// <summary>
/// Runs a real Helm. Each has a home of its own, which goes with it: Helm caches what a server serves. Without a
/// kubeconfig it knows no cluster at all.
/// </summary>
public sealed class Helm : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("nodegc-helm-");
    private readonly string program;
    private readonly string kubeconfigPath;

    public Helm(HelmVersion version, string? kubeconfigPath = null)
    {
        program = HelmVersions.ProgramOf(version);
        this.kubeconfigPath = kubeconfigPath ?? Path.Combine(home.FullName, "none");
    }

    /// <summary>Runs Helm to its end, whatever that is.</summary>
    public CommandResult Run(params IReadOnlyList<string> arguments) =>
        new ExternalCommand(program, arguments)
        {
            Environment = new Dictionary<string, string>
            {
                ["HOME"] = home.FullName,
                ["KUBECONFIG"] = kubeconfigPath,
                // Each overrules what Helm would take from the home.
                ["HELM_CACHE_HOME"] = Path.Combine(home.FullName, "cache"),
                ["HELM_CONFIG_HOME"] = Path.Combine(home.FullName, "config"),
                ["HELM_DATA_HOME"] = Path.Combine(home.FullName, "data"),
            },
        }.Run();

    /// <summary>What Helm says of a command that has to succeed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public string Must(params IReadOnlyList<string> arguments) => Run(arguments).Text;

    public void Dispose() => home.Delete(recursive: true);
}
