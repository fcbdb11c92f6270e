using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>A collection as it was at one revision of the store.</summary>
internal sealed record Snapshot(long Revision, ImmutableSortedDictionary<string, StoredObject> Items);
