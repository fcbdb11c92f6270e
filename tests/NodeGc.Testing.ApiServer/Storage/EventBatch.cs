using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>
/// What happened in a collection after a revision. <paramref name="Revision"/> is the store's, so everything up to it
/// is contained; <paramref name="Changed"/> ends with the next write to the collection.
/// </summary>
internal sealed record EventBatch(ImmutableArray<StoreEvent> Events, long Revision, Task Changed);
