using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Locating;

/// <summary>
/// What a configuration file, <c>daemon.json</c>, says to each generation of engines. Until 22.06 an engine reads the
/// first value and nothing behind it, and knows
/// <c>graph</c>; since 23.0 it refuses both, and takes a byte order mark. Keys are read as they are written, the last
/// of several counts. Source: moby,
/// <c>daemon/config/config.go</c>.
/// </summary>
/// <param name="Before23">What an engine of before 23.0 is told; null = it refuses the file and does not start.</param>
/// <param name="Since23">What a later one is told.</param>
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

    /// <summary>What an engine was told that runs with this file: one that refuses it does not run.</summary>
    public DaemonSettings? OfRunning => Since23 ?? Before23;

    /// <summary>Which engines start with the file and which do not, where they differ; null where all read it
    /// alike.</summary>
    public string? Dispute =>
        (Before23, Since23) switch
        {
            (null, not null) =>
                "Docker 23.0 and later start with it, earlier ones refuse it, since it begins with a byte order mark",
            (not null, null) => "Docker 20.10 and earlier start with it, later ones refuse it, "
                + "since it holds text after its first value or the directive 'graph'",
            _ => null,
        };

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="JsonException">No engine would start with it: it is not JSON.</exception>
    /// <exception cref="MetadataDamagedException">No engine would start with it, for another reason.</exception>
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
                "it begins with a byte order mark, which engines before 23.0 refuse, and holds what later ones refuse"
            )
            : new DaemonConfiguration(isMarked ? null : settings, isForOld ? null : settings);
    }

    private static DaemonConfiguration Same(DaemonSettings settings) => new(settings, settings);

    /// <summary>A byte order mark tells the encoding. Without one it is UTF-8.</summary>
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

    /// <summary>An engine knows a directive only as it is spelt, and refuses the file for any other.</summary>
    private static void RefuseMisspelt(JsonElement json)
    {
        var misspelt =
            from member in json.Members()
            from key in Keys
            where key != member.Name && key.Equals(member.Name, StringComparison.OrdinalIgnoreCase)
            select $"'{member.Name}' is not a directive: engines know '{key}' and refuse the file";
        if (misspelt.FirstOrDefault() is { } why)
            throw new MetadataDamagedException(why);
    }

    /// <summary>A null says nothing, so an earlier one of the same name counts.</summary>
    private static string? Text(JsonElement json, string name)
    {
        var texts =
            from member in json.EnumerateObject()
            where member.Name == name && member.Value.ValueKind != JsonValueKind.Null
            select member.Value.GetText();
        return texts.ToList() is [.., { Length: > 0 } last] ? last : null;
    }

    /// <summary>Several objects of the same name are put together.</summary>
    private static bool? Feature(JsonElement json, string name) =>
        (
            from member in json.EnumerateObject()
            where member.Name == "features" && member.Value.ValueKind != JsonValueKind.Null
            where member.Value.FindMember(name) is not null
            select (bool?)member.Value.FindFlag(name)
        ).LastOrDefault();
}
