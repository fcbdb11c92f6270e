namespace NodeGc.Storage.Locating;

/// <summary>Why no data root can be told.</summary>
public enum LocatingFailure
{
    /// <summary>There is nothing at the path.</summary>
    NoDataRoot,

    /// <summary>There is a directory, but no engine has ever stored anything there.</summary>
    NotDocker,

    /// <summary>The path, or the process that says it, cannot be read.</summary>
    Unreadable,

    /// <summary>A process that is called like an engine does not show its files, so it may use any data root.</summary>
    Hidden,

    /// <summary>The engine's configuration file is missing or no proper JSON, so what it says is unknown.</summary>
    BadConfiguration,

    /// <summary>There are several data roots for user namespaces and nothing says which one is meant.</summary>
    Ambiguous,
}
