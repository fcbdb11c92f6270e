namespace NodeGc.Testing.ApiServer.Storage;

internal enum StoreEventType
{
    Added,
    Modified,
    Deleted,
}
