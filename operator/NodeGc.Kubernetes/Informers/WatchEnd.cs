namespace NodeGc.Kubernetes.Informers;

/// <summary>How a watch ended.</summary>
public enum WatchEnd
{
    /// <summary>The server ended it after the agreed time, as it should.</summary>
    Completed,

    /// <summary>The server no longer has the version to continue from, so all objects are listed again.</summary>
    Expired,

    /// <summary>The connection broke, or the server rejected or ended the request early.</summary>
    Failed,
}
