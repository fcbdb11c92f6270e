using System.Net;

namespace NodeGc.Kubernetes.Client;

/// <summary>A request that the API server did not carry out, classed by what to do next.</summary>
public sealed class KubernetesException : Exception
{
    public KubernetesException() { }

    public KubernetesException(string message)
        : base(message) { }

    public KubernetesException(string message, Exception? innerException)
        : base(message, innerException) { }

    public required KubernetesErrorKind Kind { get; init; }

    /// <summary>Null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The server's word for it (<c>AlreadyExists</c>), when it gave one.</summary>
    public string? Reason { get; init; }

    /// <summary>How long the server asked to wait before the next try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed later without anybody changing anything.</summary>
    public bool IsTransient =>
        Kind
            is KubernetesErrorKind.Transport
                or KubernetesErrorKind.TooManyRequests
                or KubernetesErrorKind.Unavailable
                or KubernetesErrorKind.Unauthorized;
}
