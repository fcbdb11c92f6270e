namespace NodeGc.Kubernetes.Connection;

/// <summary>The connection to the API server is not configured, or in an unsupported way. The message says what to
/// do.</summary>
public sealed class KubernetesConfigurationException : Exception
{
    public KubernetesConfigurationException() { }

    public KubernetesConfigurationException(string message)
        : base(message) { }

    public KubernetesConfigurationException(string message, Exception innerException)
        : base(message, innerException) { }
}
