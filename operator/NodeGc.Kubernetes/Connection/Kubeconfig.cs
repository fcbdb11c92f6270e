using NodeGc.Kubernetes.Connection.Kubeconfigs;

namespace NodeGc.Kubernetes.Connection;

/// <summary>Connections from kubeconfig files, as kubectl reads them.</summary>
public static class Kubeconfig
{
    /// <summary>
    /// The current context of these files merged: the first file that says something wins, a file that does not exist
    /// counts as empty, and relative paths are seen from the file they stand in.
    /// </summary>
    /// <exception cref="KubernetesConfigurationException">
    /// Nothing usable in the files, or a way to authenticate that NodeGc does not carry out; the message names it.
    /// </exception>
    public static KubernetesConnection Connect(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var documents = files.Where(File.Exists).Select(KubeconfigDocument.Read).ToList();
        return documents.Count > 0
            ? new KubeconfigContext(documents).Connect()
            : throw new KubernetesConfigurationException($"There is no kubeconfig at {string.Join(" or ", files)}.");
    }
}
