using System.Globalization;
using System.Text.Json;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary>The part that every kind of list begins with.</summary>
internal static class ListEnvelope
{
    public static void WriteHead(Utf8JsonWriter writer, string kind, string apiVersion, ListPage page)
    {
        writer.WriteString("kind", kind);
        writer.WriteString("apiVersion", apiVersion);
        writer.WriteStartObject("metadata");
        writer.WriteString("resourceVersion", page.Revision.ToString(CultureInfo.InvariantCulture));
        if (page.Continue.Length > 0)
            writer.WriteString("continue", page.Continue);
        if (page.Remaining is { } remaining)
            writer.WriteNumber("remainingItemCount", remaining);
        writer.WriteEndObject();
    }
}
