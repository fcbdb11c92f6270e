using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Objects;

/// <summary>The parts of <c>metadata</c> that the server itself acts on.</summary>
internal static class ObjectMetadata
{
    extension(JsonObject body)
    {
        public JsonObject Metadata => body.Ensure("metadata");

        public string Name => body.Text("metadata", "name") ?? "";

        public string Namespace => body.Text("metadata", "namespace") ?? "";

        public string Uid => body.Text("metadata", "uid") ?? "";

        public string ResourceVersion => body.Text("metadata", "resourceVersion") ?? "";

        public long Generation => body.Number("metadata", "generation") ?? 0;

        public bool IsBeingDeleted => body.Text("metadata", "deletionTimestamp") is not null;

        public IEnumerable<string> Finalizers => body.Texts("metadata", "finalizers");

        public IEnumerable<JsonObject> OwnerReferences => body.Each("metadata", "ownerReferences");

        public JsonObject? Labels => body.Child("metadata", "labels");

        public void RemoveFinalizer(string finalizer)
        {
            var rest = body.Finalizers.Where(name => name != finalizer).ToArray();
            if (rest.Length == 0)
                body.Metadata.Remove("finalizers");
            else
                body.Metadata["finalizers"] = new JsonArray([.. rest.Select(name => JsonValue.Create(name))]);
        }

        public void AddFinalizer(string finalizer)
        {
            if (!body.Finalizers.Contains(finalizer))
                body.Metadata["finalizers"] = new JsonArray([
                    .. body.Finalizers.Append(finalizer).Select(name => JsonValue.Create(name)),
                ]);
        }
    }
}
