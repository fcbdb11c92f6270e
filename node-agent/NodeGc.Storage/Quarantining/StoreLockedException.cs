namespace NodeGc.Storage.Quarantining;

/// <summary>Another process is sweeping this data root.</summary>
public sealed class StoreLockedException : IOException
{
    internal StoreLockedException(string dataRoot, string holder)
        : base($"{dataRoot} is being swept by another process ({holder}); wait until it has ended, or stop it") =>
        Holder = holder;

    /// <summary>Who it is, as it wrote itself down.</summary>
    public string Holder { get; }
}
