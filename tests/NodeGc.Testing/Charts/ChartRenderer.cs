using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Charts;

/// <summary>Renders charts/nodegc with a real Helm, which needs no cluster for it.</summary>
public static class ChartRenderer
{
    /// <summary>The manifests, each below a line <c>---</c> and one that names its template.</summary>
    /// <exception cref="InvalidOperationException">The chart or its values were refused.</exception>
    public static string Render(ChartRelease release)
    {
        var result = Run(release);
        return result.Succeeded
            ? OldDefinition.ForCluster(result.Output)
            : throw new InvalidOperationException(result.ToString());
    }

    /// <summary>Renders, whatever comes of it.</summary>
    public static CommandResult Run(ChartRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        using var helm = new Helm(release.Helm);
        return helm.Run(["template", release.Name, ChartRelease.Chart, .. Options(release)]);
    }

    private static IEnumerable<string> Options(ChartRelease release) =>
        [
            "--kube-version",
            release.KubeVersion,
            // What is applied to a cluster, without the pods of helm test.
            .. release.IncludeDefinitions ? ["--include-crds", "--skip-tests"] : Array.Empty<string>(),
            .. release.Options,
        ];
}
