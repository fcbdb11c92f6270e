using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Programs;

namespace NodeGc.Testing.ApiServer;

/// <summary>
/// Runs the real kubectl: of a version, or the one named by <c>KUBECTL</c>, else the one on the PATH. Each has a home
/// of its own, since kubectl caches what a server serves.
/// </summary>
public sealed class Kubectl(string kubeconfigPath, string home, KubectlVersion? version = null)
{
    private string Program =>
        version is { } wanted ? KubectlVersions.ProgramOf(wanted)
        : Environment.GetEnvironmentVariable("KUBECTL") is { Length: > 0 } named ? named
        : "kubectl";

    /// <summary>Runs kubectl to its end, whatever that is.</summary>
    public Task<KubectlResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(arguments, input: "", cancellationToken);

    /// <summary>Runs kubectl with <paramref name="input"/> on its standard input (<c>-f -</c>).</summary>
    public async Task<KubectlResult> RunAsync(
        IEnumerable<string> arguments,
        string input,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<string> all = [.. arguments];
        var command = new ExternalCommand(Program, all)
        {
            Input = Encoding.UTF8.GetBytes(input),
            Environment = new Dictionary<string, string> { ["HOME"] = home, ["KUBECONFIG"] = kubeconfigPath },
            Limit = Timeout.InfiniteTimeSpan,
        };
        try
        {
            var end = await command.RunAsync(cancellationToken);
            return new KubectlResult(all, end.ExitCode, end.Output, end.Errors);
        }
        catch (Win32Exception failure)
        {
            throw new InvalidOperationException(
                $"{Program} cannot be started ({failure.Message}); tests/setup/kubectl.sh installs it, or KUBECTL "
                    + "names one",
                failure
            );
        }
    }

    /// <summary>Runs kubectl and returns its output; throws with its words when it fails.</summary>
    public async Task<string> MustAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        (await RunAsync(arguments, cancellationToken)).Must();

    /// <summary>Applies YAML as <c>kubectl apply -f -</c> does.</summary>
    public async Task<string> ApplyAsync(string yaml, CancellationToken cancellationToken) =>
        (await RunAsync(["apply", "-f", "-"], yaml, cancellationToken)).Must();
}
