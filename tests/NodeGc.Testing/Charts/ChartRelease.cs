using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Programs;

namespace NodeGc.Testing.Charts;

/// <summary>What to render charts/nodegc with.</summary>
public sealed record ChartRelease
{
    /// <summary>
    /// For a cluster that a test has started: rendered for the version of its server, as Helm does that installs it.
    /// </summary>
    public static ChartRelease ForCluster =>
        TestCluster.RealVersion is { } version
            ? new ChartRelease { KubeVersion = $"v{version}.0" }
            : new ChartRelease();

    /// <summary>The folder of the chart.</summary>
    public static string Chart { get; } = SourceTree.PathOf("charts", "nodegc");

    /// <summary>Both Helms render the same; it matters where values are refused.</summary>
    public HelmVersion Helm { get; init; } = HelmVersion.Helm3;

    public string Name { get; init; } = "nodegc";

    public string Namespace { get; init; } = "nodegc-system";

    /// <summary>Whether the custom resource definitions come first.</summary>
    public bool IncludeDefinitions { get; init; }

    /// <summary>A file of values; null for the chart's own.</summary>
    public string? ValuesFile { get; init; }

    /// <summary>Values as <c>path=value</c>.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>The version of the cluster to render for.</summary>
    public string KubeVersion { get; init; } = "v1.32.0";

    /// <summary>The namespace and the values, as every command of Helm takes them.</summary>
    public IEnumerable<string> Options =>
        [
            "--namespace",
            Namespace,
            .. ValuesFile is { } file ? ["--values", file] : Array.Empty<string>(),
            .. Sets.SelectMany(set => (string[])["--set", set]),
        ];
}
