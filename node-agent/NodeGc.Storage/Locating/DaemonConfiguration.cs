using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Locating;

/// <summary>Reads a daemon's configuration file, <c>daemon.json</c>.</summary>
internal static class DaemonConfiguration
{
    private const int MaxLength = 16 << 20;

    /// <summary>The settings in the file; none where it does not exist.</summary>
    /// <param name="path">The file as we see it.</param>
    /// <exception cref="LocatingException">It cannot be read or understood.</exception>
    public static DaemonSettings Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return new DaemonSettings();
            if (new FileInfo(path).Length > MaxLength) throw new MetadataDamagedException("it is too long");
            var content = File.ReadAllText(path);
            if (string.IsNullOrWhiteSpace(content)) return new DaemonSettings();
            using var document = JsonDocument.Parse(content);
            return Settings(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or MetadataDamagedException or InvalidOperationException)
        {
            throw new LocatingException(LocatingFailure.BadConfiguration, path,
                $"The engine's configuration is not to be understood: {error.Message.TrimEnd('.')}. Mend the file, or name the data root once it is mended.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocatingException(LocatingFailure.Unreadable, path, $"The engine's configuration cannot be read: {error.Message.TrimEnd('.')}. Run as root.");
        }
    }

    private static DaemonSettings Settings(JsonElement json) => new()
    {
        DataRoot = Text(json, "data-root") ?? Text(json, "graph"),
        StorageDriver = Text(json, "storage-driver"),
        UsesContainerd = Feature(json, "containerd-snapshotter"),
        Containerd = Text(json, "containerd"),
        ExecRoot = Text(json, "exec-root"),
        PidFile = Text(json, "pidfile"),
        UserNamespaceRemap = Text(json, "userns-remap"),
        Hosts = [.. Hosts(json)],
    };

    private static string? Text(JsonElement json, string name) => json.FindText(name) is { Length: > 0 } text ? text : null;

    private static bool? Feature(JsonElement json, string name) =>
        json.FindObject("features")?.FindMember(name) is null ? null : json.FindObject("features")!.Value.FindFlag(name);

    private static ImmutableArray<string> Hosts(JsonElement json) => [.. json.FindArray("hosts").Select(host => host.GetText())];
}
