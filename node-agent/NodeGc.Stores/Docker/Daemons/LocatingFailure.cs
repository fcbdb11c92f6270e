namespace NodeGc.Stores.Docker.Daemons;

/// <summary>Why no data root could be determined.</summary>
public enum LocatingFailure
{
    /// <summary>There is nothing at the path, although a daemon is running or may be.</summary>
    NoDataRoot,

    /// <summary>There is nothing at the path, and no daemon is running: this host stores nothing for Docker.</summary>
    NoStore,

    /// <summary>The directory exists, but no engine has ever stored anything there.</summary>
    NotDocker,

    /// <summary>The path, or the process that uses it, cannot be read.</summary>
    Unreadable,

    /// <summary>The files of a process with the name of an engine are not readable, so it may use any data
    /// root.</summary>
    Hidden,

    /// <summary>The engine's configuration file is missing or not valid JSON.</summary>
    BadConfiguration,

    /// <summary>There are several data roots for user namespaces and it is unclear which one to use.</summary>
    Ambiguous,
}
