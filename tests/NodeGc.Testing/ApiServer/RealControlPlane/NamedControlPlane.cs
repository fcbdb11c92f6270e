using System.Collections.Concurrent;
using NodeGc.Testing.Docker;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>The real control plane that <c>KUBEBUILDER_ASSETS</c> names: what is known of it before it is
/// started.</summary>
internal static class NamedControlPlane
{
    private static readonly ConcurrentDictionary<string, Version> Versions = [];

    /// <summary>The folder with its programs; null where the suites run against the server in this process.</summary>
    public static string? Folder =>
        Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } folder ? folder : null;

    /// <summary>Whether it collects garbage, empties namespaces and makes default service accounts.</summary>
    public static bool RunsControllers =>
        Folder is { } folder && File.Exists(Path.Combine(folder, "kube-controller-manager"));

    /// <summary>As 1.20 or 1.36.</summary>
    public static Version Version =>
        Versions.GetOrAdd(
            Path.Combine(
                Folder ?? throw new InvalidOperationException("KUBEBUILDER_ASSETS names no folder"),
                "kube-apiserver"
            ),
            program => Parse(new ExternalCommand(program, "--version").Run().Text)
        );

    // Of "Kubernetes v1.36.2", or of a build like "Kubernetes v1.36.0-rc.1+abc".
    private static Version Parse(string said)
    {
        var parts = said.Split('v')[^1].Split('.');
        return parts.Length >= 2 && Version.TryParse($"{parts[0]}.{parts[1]}", out var version)
            ? version
            : throw new FormatException($"kube-apiserver says that it is \"{said}\"");
    }
}
