using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Configuration;

/// <summary>Connections from kubeconfig files, as kubectl reads them.</summary>
public static class Kubeconfig
{
    /// <summary>
    /// The current context of these files merged, or the one called <paramref name="context"/>: the first file that
    /// sets a value wins, a missing file counts as empty, and relative paths are relative to the file that contains
    /// them.
    /// </summary>
    /// <exception cref="KubernetesConfigurationException">
    /// The files are unusable, or need a way to authenticate that NodeGc does not support; the message names it.
    /// </exception>
    public static KubernetesConnection Connect(IReadOnlyList<string> files, string? context = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var documents = files.Where(File.Exists).Select(KubeconfigDocument.Read).ToList();
        return documents.Count > 0
            ? new KubeconfigContext(documents, context).Connect()
            : throw new KubernetesConfigurationException($"No kubeconfig found at {string.Join(" or ", files)}.");
    }
}
