using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// How each generation of engines reads a configuration file, <c>daemon.json</c>. Up to 22.06 an engine reads the first
/// value and ignores the rest, and knows <c>graph</c>; since 23.0 it refuses both, and accepts a byte order mark. Keys
/// are case-sensitive, the last of several counts. Source: moby, <c>daemon/config/config.go</c>.
/// </summary>
/// <param name="Before23">The settings for engines before 23.0; null = they refuse the file and do not start.</param>
/// <param name="Since23">The settings for later engines.</param>
internal sealed record DaemonConfiguration(DaemonSettings? Before23, DaemonSettings? Since23)
{
    /// <summary>No file, or one without anything in it.</summary>
    public static readonly DaemonConfiguration Empty = Same(new DaemonSettings());

    private const string OldDataRoot = "graph";

    private static readonly FrozenSet<string> Keys = FrozenSet.ToFrozenSet([
        "data-root",
        OldDataRoot,
        "storage-driver",
        "features",
        "containerd",
        "exec-root",
        "pidfile",
        "userns-remap",
        "hosts",
    ]);

    /// <summary>The settings of a running engine: one that refuses the file does not run.</summary>
    public DaemonSettings? OfRunning => Since23 ?? Before23;

    /// <summary>Which engines accept the file and which refuse it, if they differ; null if all read it alike.</summary>
    public string? Dispute =>
        (Before23, Since23) switch
        {
            (null, not null) =>
                "Docker 23.0 and later accept it, earlier versions refuse it because it starts with a byte order mark",
            (not null, null) => "Docker 20.10 and earlier accept it, later versions refuse it because it has text "
                + "after its first value or the directive 'graph'",
            _ => null,
        };

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="JsonException">No engine would accept it: it is not JSON.</exception>
    /// <exception cref="MetadataDamagedException">No engine would accept it, for another reason.</exception>
    public static DaemonConfiguration Read(byte[] content)
    {
        var (text, isMarked) = Decode(content);
        if (string.IsNullOrWhiteSpace(text))
            return Empty;
        var bytes = Encoding.UTF8.GetBytes(text.Trim());
        var reader = new Utf8JsonReader(bytes);
        using var value = JsonDocument.ParseValue(ref reader);
        if (value.RootElement.ValueKind == JsonValueKind.Null)
            return Empty;
        var settings = Settings(value.RootElement);
        var isLongerThanOneValue = reader.BytesConsumed < bytes.Length;
        var isOld = value.RootElement.EnumerateObject().Any(member => member.Name == OldDataRoot);
        var isForOld = isLongerThanOneValue || isOld;
        return isMarked && isForOld
            ? throw new MetadataDamagedException(
                "it starts with a byte order mark, which Docker before 23.0 refuses, and contains what later "
                    + "versions refuse"
            )
            : new DaemonConfiguration(isMarked ? null : settings, isForOld ? null : settings);
    }

    private static DaemonConfiguration Same(DaemonSettings settings) => new(settings, settings);

    /// <summary>A byte order mark defines the encoding. Without one it is UTF-8.</summary>
    private static (string Text, bool IsMarked) Decode(byte[] content)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (content.AsSpan().StartsWith(encoding.Preamble))
                return (encoding.GetString(content.AsSpan(encoding.Preamble.Length)), true);
        }
        return (Encoding.UTF8.GetString(content), false);
    }

    private static DaemonSettings Settings(JsonElement json)
    {
        RefuseMisspelt(json);
        return new DaemonSettings
        {
            DataRoot = Text(json, "data-root") ?? Text(json, OldDataRoot),
            StorageDriver = Text(json, "storage-driver"),
            UsesContainerd = Feature(json, "containerd-snapshotter"),
            Containerd = Text(json, "containerd"),
            ExecRoot = Text(json, "exec-root"),
            PidFile = Text(json, "pidfile"),
            UserNamespaceRemap = Text(json, "userns-remap"),
            Hosts = [.. json.FindArray("hosts").Select(host => host.GetText())],
        };
    }

    /// <summary>Directives are case-sensitive, and an engine refuses the file for unknown ones.</summary>
    private static void RefuseMisspelt(JsonElement json)
    {
        var misspelt =
            from member in json.Members()
            from key in Keys
            where key != member.Name && key.Equals(member.Name, StringComparison.OrdinalIgnoreCase)
            select $"'{member.Name}' is not a valid directive (did you mean '{key}'?); engines refuse the file";
        if (misspelt.FirstOrDefault() is { } why)
            throw new MetadataDamagedException(why);
    }

    /// <summary>A null counts as unset, so an earlier one of the same name counts.</summary>
    private static string? Text(JsonElement json, string name)
    {
        var texts =
            from member in json.EnumerateObject()
            where member.Name == name && member.Value.ValueKind != JsonValueKind.Null
            select member.Value.GetText();
        return texts.ToList() is [.., { Length: > 0 } last] ? last : null;
    }

    /// <summary>Several objects of the same name are merged.</summary>
    private static bool? Feature(JsonElement json, string name) =>
        (
            from member in json.EnumerateObject()
            where member.Name == "features" && member.Value.ValueKind != JsonValueKind.Null
            where member.Value.FindMember(name) is not null
            select (bool?)member.Value.FindFlag(name)
        ).LastOrDefault();
}
