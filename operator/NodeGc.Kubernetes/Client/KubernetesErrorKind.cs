namespace NodeGc.Kubernetes.Client;

/// <summary>What a failed request means for whoever made it.</summary>
public enum KubernetesErrorKind
{
    /// <summary>No answer: refused, reset, timed out, or TLS failed. Transient.</summary>
    Transport,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: somebody else changed the object, or another field manager owns a field.</summary>
    Conflict,

    /// <summary>409: an object of this name is already there.</summary>
    AlreadyExists,

    /// <summary>410: this resource version or continue token is too old; list again.</summary>
    Gone,

    /// <summary>400 and 422, or any other refusal of what was sent.</summary>
    Invalid,

    /// <summary>429. Transient; honour the time the server names.</summary>
    TooManyRequests,

    /// <summary>5xx. Transient.</summary>
    Unavailable,

    /// <summary>An answer that is not what the API promises.</summary>
    Protocol,
}
