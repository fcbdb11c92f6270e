using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>One revision of an object. The body is shared by all readers: copy it before changing it.</summary>
internal sealed record StoredObject(ObjectKey Key, long Revision, JsonObject Body);
