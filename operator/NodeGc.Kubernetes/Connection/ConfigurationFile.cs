namespace NodeGc.Kubernetes.Connection;

/// <summary>Reads a file that the configuration refers to.</summary>
internal static class ConfigurationFile
{
    public static string ReadText(string path, string purpose)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesConfigurationException(
                $"Cannot read the {purpose} file {path}: {failure.Message}",
                failure
            );
        }
    }
}
