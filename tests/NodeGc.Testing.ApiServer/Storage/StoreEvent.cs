namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>One write, in the order of revisions: the object after it, and before it where there was one.</summary>
internal sealed record StoreEvent(StoreEventType Type, StoredObject Object, StoredObject? Before)
{
    public long Revision => Object.Revision;
}
