namespace NodeGc.Kubernetes.Client;

/// <summary>What a failed request means for the caller.</summary>
public enum KubernetesErrorKind
{
    /// <summary>No response: connection refused or reset, timeout, or TLS failure. Transient.</summary>
    Transport,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: the object changed meanwhile, or another field manager owns a field.</summary>
    Conflict,

    /// <summary>409: an object of this name already exists.</summary>
    AlreadyExists,

    /// <summary>410: this resource version or continue token is too old; list again.</summary>
    Gone,

    /// <summary>400 and 422, or any other rejection of what was sent.</summary>
    Invalid,

    /// <summary>429. Transient; honour the server's Retry-After.</summary>
    TooManyRequests,

    /// <summary>5xx. Transient.</summary>
    Unavailable,

    /// <summary>A response that does not follow the API.</summary>
    Protocol,
}
