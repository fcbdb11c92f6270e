using System.Collections.Immutable;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>One page of a listing. <paramref name="Continue"/> is empty on the last one.</summary>
internal sealed record ListPage(long Revision, ImmutableArray<StoredObject> Items, string Continue, long? Remaining);
