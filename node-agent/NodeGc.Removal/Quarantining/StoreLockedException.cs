namespace NodeGc.Removal.Quarantining;

/// <summary>Another process has locked this data root.</summary>
public sealed class StoreLockedException : IOException
{
    internal StoreLockedException(string dataRoot, string holder)
        : base($"{dataRoot} is locked by another cleanup ({holder}); wait until it has finished, or stop it") =>
        Holder = holder;

    /// <summary>The holder, as it identified itself.</summary>
    public string Holder { get; }
}
