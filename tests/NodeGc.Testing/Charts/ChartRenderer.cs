using NodeGc.Testing.Docker;

namespace NodeGc.Testing.Charts;

/// <summary>Renders charts/nodegc with helm when it is on the PATH, else with the renderer that tests/setup/chart-render.sh builds.</summary>
public static class ChartRenderer
{
    private static readonly string Chart = SourceTree.PathOf("charts", "nodegc");
    private static readonly string OwnRenderer = SourceTree.PathOf("artifacts", "chart-render");

    /// <summary>The manifests, each below a line <c>---</c> and one that names its template.</summary>
    /// <exception cref="InvalidOperationException">The chart or its values were refused, or there is no renderer.</exception>
    public static string Render(ChartRelease release)
    {
        var result = Run(release);
        return result.Succeeded ? result.Output : throw new InvalidOperationException(result.ToString());
    }

    /// <summary>Renders, whatever comes of it.</summary>
    public static CommandResult Run(ChartRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (FindOnPath("helm") is { } helm)
            return new ExternalCommand(helm, ["template", release.Name, Chart, .. Options(release, values: "--values")]).Run();
        if (!File.Exists(OwnRenderer))
            throw new InvalidOperationException($"There is no helm on the PATH and no {OwnRenderer}; tests/setup/chart-render.sh builds it.");
        return new ExternalCommand(OwnRenderer, ["--name", release.Name, .. Options(release, values: "-f"), Chart]).Run();
    }

    private static IEnumerable<string> Options(ChartRelease release, string values) =>
    [
        "--namespace", release.Namespace,
        "--kube-version", release.KubeVersion,
        .. release.IncludeDefinitions ? ["--include-crds"] : Array.Empty<string>(),
        .. release.ValuesFile is { } file ? [values, file] : Array.Empty<string>(),
        .. release.Sets.SelectMany(set => (string[])["--set", set]),
    ];

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
