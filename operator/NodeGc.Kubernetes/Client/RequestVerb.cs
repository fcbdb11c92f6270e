namespace NodeGc.Kubernetes.Client;

/// <summary>What a request asks for, in the words of RBAC.</summary>
public enum RequestVerb
{
    /// <summary>Read one object, or a path that is not a collection.</summary>
    Get,

    /// <summary>Read a collection.</summary>
    List,
    Watch,
    Create,
    Update,
    Patch,
    Delete,
}
