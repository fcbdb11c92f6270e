namespace NodeGc.Stores.Docker.Daemons;

/// <summary>Ends a search for data roots; becomes its result.</summary>
internal sealed class LocatingException(LocatingFailure failure, string subject, string message) : Exception(message)
{
    public LocatingFailure Failure { get; } = failure;

    /// <summary>Where: a path or a process.</summary>
    public string Subject { get; } = subject;

    public DataRootAnswer ToAnswer() => new DataRootAnswer.Failed(Failure, Subject, Message);
}
