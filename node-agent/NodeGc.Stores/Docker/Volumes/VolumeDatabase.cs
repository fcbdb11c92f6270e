using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NodeGc.Stores.Bolt;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>Reads <c>volumes/metadata.db</c>: the engine's records of volumes. A volume without a record may still be
/// in use.</summary>
internal static class VolumeDatabase
{
    private const string Bucket = "volumes";

    /// <summary>The records, by name.</summary>
    public static IEnumerable<VolumeRecord> Read(BoltDatabase database)
    {
        foreach (var entry in database.Find(Bucket)?.Entries() ?? [])
        {
            using var document = JsonDocument.Parse(entry.Value);
            yield return Record(Encoding.UTF8.GetString(entry.Key.Span), document.RootElement);
        }
    }

    private static VolumeRecord Record(string name, JsonElement json) =>
        new(
            name,
            json.FindText("Driver") ?? "",
            json.FindLabels("Labels"),
            json.FindLabels("Options") ?? ImmutableDictionary<string, string>.Empty
        );
}
