namespace NodeGc.Storage.Locating;

/// <summary>Ends a search for data roots; becomes its answer.</summary>
internal sealed class LocatingException(LocatingFailure failure, string subject, string message) : Exception(message)
{
    public DataRootAnswer ToAnswer() => new DataRootAnswer.Failed(failure, subject, Message);
}
