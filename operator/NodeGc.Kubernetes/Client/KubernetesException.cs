using System.Net;

namespace NodeGc.Kubernetes.Client;

/// <summary>A failed request to the API server, classified by what to do next.</summary>
public sealed class KubernetesException : Exception
{
    public KubernetesException() { }

    public KubernetesException(string message)
        : base(message) { }

    public KubernetesException(string message, Exception? innerException)
        : base(message, innerException) { }

    public required KubernetesErrorKind Kind { get; init; }

    /// <summary>Null if there was no response.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The server's reason (<c>AlreadyExists</c>), if it gave one.</summary>
    public string? Reason { get; init; }

    /// <summary>The server's Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed later without any change.</summary>
    public bool IsTransient =>
        Kind
            is KubernetesErrorKind.Transport
                or KubernetesErrorKind.TooManyRequests
                or KubernetesErrorKind.Unavailable
                or KubernetesErrorKind.Unauthorized;
}
