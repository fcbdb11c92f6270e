using System.Text.Json;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Volumes;

/// <summary>Reads <c>volumes/&lt;id&gt;/config.json</c> of Docker 1.3 to 1.6: <c>{"ID","Path","IsBindMount","Writable"}</c>.</summary>
internal static class OldVolumeRecord
{
    public const string File = "config.json";

    /// <summary>What people call the volume; empty where there is no more to say than its id.</summary>
    /// <exception cref="MetadataDamagedException">It is the record of another volume.</exception>
    public static string TitleOf(string volume, byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        if (document.RootElement.FindText("ID") != volume) throw new MetadataDamagedException("it is the record of another volume");
        return document.RootElement.FindFlag("IsBindMount") ? $"{volume[..12]} (bind mount of {document.RootElement.FindText("Path")})" : "";
    }
}
