using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Representations;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Selection;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Watching;

/// <summary>Writes the events of one watch: a JSON document per line, each flushed with its batch.</summary>
internal sealed class WatchStream(HttpResponse response, ResourceType type, IRepresentation representation)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = Wire.Json.Encoder };

    private readonly PipeWriter buffer = response.BodyWriter;
    private bool isFlushed = true;

    public void Add(string eventType, StoredObject stored) =>
        Write(eventType, writer => representation.Write(writer, stored));

    /// <summary>Adds an event as the selection sees it: an object that enters it is ADDED, one that leaves it is
    /// DELETED.</summary>
    public void Add(StoreEvent change, ObjectSelection selection)
    {
        var isIn = change.Type != StoreEventType.Deleted && selection.Contains(change.Object);
        var wasIn = change.Before is not null && selection.Contains(change.Before);
        if (isIn || wasIn)
            Add(
                (wasIn, isIn) switch
                {
                    (false, _) => "ADDED",
                    (true, true) => "MODIFIED",
                    _ => "DELETED",
                },
                change.Object
            );
    }

    public void AddBookmark(long revision, bool endsInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (endsInitialEvents)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        AddRaw(
            "BOOKMARK",
            new JsonObject
            {
                ["kind"] = type.Kind,
                ["apiVersion"] = type.ApiVersion,
                ["metadata"] = metadata,
            }
        );
    }

    public void AddExpired(long wanted, long oldest) =>
        AddRaw("ERROR", ApiErrors.Expired($"too old resource version: {wanted} ({oldest})").ToStatus());

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (isFlushed)
            return;
        isFlushed = true;
        await buffer.FlushAsync(cancellationToken);
    }

    private void AddRaw(string eventType, JsonObject body) => Write(eventType, writer => body.WriteTo(writer));

    private void Write(string eventType, Action<Utf8JsonWriter> writeObject)
    {
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("type", eventType);
            writer.WritePropertyName("object");
            writeObject(writer);
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        isFlushed = false;
    }
}
