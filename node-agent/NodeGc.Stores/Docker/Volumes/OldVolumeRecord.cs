using System.Text.Json;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>Reads <c>volumes/&lt;id&gt;/config.json</c> of Docker 1.3 to 1.6:
/// <c>{"ID","Path","IsBindMount","Writable"}</c>.</summary>
internal static class OldVolumeRecord
{
    public const string File = "config.json";

    /// <summary>The host path in a bind mount's record; null for a volume with its own data.</summary>
    /// <exception cref="MetadataDamagedException">The record belongs to another volume.</exception>
    public static string? FindBoundPath(string volume, byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        if (document.RootElement.FindText("ID") != volume)
            throw new MetadataDamagedException("the record belongs to another volume");
        return document.RootElement.FindFlag("IsBindMount") ? document.RootElement.FindText("Path") : null;
    }
}
