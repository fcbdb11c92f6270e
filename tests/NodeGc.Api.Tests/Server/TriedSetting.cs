using System.Text.Json.Nodes;

namespace NodeGc.Api.Tests.Server;

/// <summary>Who refuses a setting.</summary>
internal enum Refusal
{
    Nobody,

    /// <summary>The API server by a rule in CEL, and the operator.</summary>
    Server,

    /// <summary>The operator alone: a rule would cost too much, or needs a function that older servers lack.</summary>
    Operator,
}

/// <summary>A value of a field of a cleanup's spec, which its schema allows.</summary>
/// <param name="Path">Below the spec, with dots.</param>
/// <param name="Value">The value as JSON.</param>
/// <param name="RefusedBy">Who refuses it, whatever the rest of the spec is.</param>
internal sealed record TriedSetting(string Path, string Value, Refusal RefusedBy)
{
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    public static IReadOnlyList<TriedSetting> All { get; } =
    [
        .. Of("mode", Refusal.Nobody, "\"Report\"", "\"Enforce\""),
        .. Thresholds("diskUsagePercent"),
        .. Thresholds("inodeUsagePercent"),
        .. DiskFree(),
        .. MinAges("layers"),
        .. MinAges("containers"),
        .. Intervals("volumes"),
        .. Intervals("debris"),
        .. Durations(),
        .. Quantities(),
        .. Images("protect.images"),
        .. Images("collect.images.include"),
        .. Images("collect.images.exclude"),
        .. Of("collect.images.keepLast", Refusal.Nobody, "0"),
        .. Of("collect.images.keepLast", Refusal.Server, "1", "1000"),
        .. Of("collect.stores.names", Refusal.Nobody, """["aufs"]""", """["overlay2", "vfs"]"""),
        .. Of("collect.stores.names", Refusal.Server, """["zfs"]""", """["aufs", "devicemapper"]""", """["Aufs"]"""),
        .. Names(),
        .. Selectors("nodeSelector"),
        .. Selectors("rollout.canary.nodeSelector"),
        .. Rollouts(),
    ];

    /// <summary>Sets it in a spec.</summary>
    public void ApplyTo(JsonObject spec)
    {
        var steps = Path.Split('.');
        var at = spec;
        foreach (var step in steps[..^1])
        {
            if (at[step] is not JsonObject)
                at[step] = new JsonObject();
            at = at[step]!.AsObject();
        }
        at[steps[^1]] = JsonNode.Parse(Value);
    }

    public override string ToString() => $"{Path}: {Value}";

    private static IEnumerable<TriedSetting> Of(string path, Refusal refusedBy, params string[] values) =>
        values.Select(value => new TriedSetting(path, value, refusedBy));

    private static IEnumerable<TriedSetting> Texts(string path, Refusal refusedBy, params string[] values) =>
        Of(path, refusedBy, [.. values.Select(value => JsonValue.Create(value)!.ToJsonString())]);

    private static IEnumerable<TriedSetting> Entries(string path, Refusal refusedBy, params string[] values) =>
        Of(path, refusedBy, [.. values.Select(value => new JsonArray(value).ToJsonString())]);

    private static IEnumerable<TriedSetting> Thresholds(string name) =>
        [
            .. Of($"when.{name}", Refusal.Nobody, """{"high":85,"low":75}""", """{"high":1,"low":0}"""),
            .. Of($"when.{name}", Refusal.Server, """{"high":75,"low":75}""", """{"high":75,"low":85}"""),
        ];

    private static IEnumerable<TriedSetting> DiskFree() =>
        [
            .. Of("when.diskFree", Refusal.Nobody, Free("\"10Gi\"", "\"30Gi\""), Free("10", "\"30Gi\"")),
            .. Of("when.diskFree", Refusal.Nobody, Free("1000", "2000"), Free("\"1.5Gi\"", "\"1.75Gi\"")),
            .. Of("when.diskFree", Refusal.Server, Free("\"30Gi\"", "\"10Gi\""), Free("\"10Gi\"", "\"10Gi\"")),
            .. Of("when.diskFree", Refusal.Server, Free("2000", "1000"), Free("0", "10"), Free("\"0\"", "\"10Gi\"")),
            .. Of("when.diskFree", Refusal.Server, Free("\"2T\"", "\"1T\""), Free("\"0Gi\"", "\"1Gi\"")),
            .. Of("when.diskFree", Refusal.Server, Free("\"9M\"", "\"8.5M\""), Free("\"100Mi\"", "\"99Mi\"")),
            .. Of("when.diskFree", Refusal.Operator, Free("\"30Gi\"", "\"10240Mi\""), Free("\"30Gi\"", "1000")),
            .. Of("when.diskFree", Refusal.Operator, Free("\"1e3\"", "\"1e2\""), Free("\"0.0\"", "\"1Gi\"")),
            .. Of("when.diskFree", Refusal.Operator, Free("\"1Gi\"", "\"100Ei\""), Free("\"0.3\"", "\"1Gi\"")),
        ];

    private static string Free(string low, string high) => $$"""{"low":{{low}},"high":{{high}}}""";

    private static IEnumerable<TriedSetting> MinAges(string one) =>
        [
            .. Texts($"collect.{one}.minAge", Refusal.Nobody, "0", "0s", "90m", "7d", "1.5d", "3650d", "87600h", "5µs"),
            .. Texts($"collect.{one}.minAge", Refusal.Server, "3651d", "87601h", "4000.5d", "99999999d", "9999999h"),
            .. Texts($"collect.{one}.minAge", Refusal.Operator, "3650d1s", "9999d12h"),
        ];

    private static IEnumerable<TriedSetting> Intervals(string one) =>
        [
            .. Texts(
                $"collect.{one}.confirmationInterval",
                Refusal.Nobody,
                "5s",
                "10m",
                "7d",
                "0.5d",
                "1h30m",
                "5000ms"
            ),
            .. Texts($"collect.{one}.confirmationInterval", Refusal.Server, "4s", "8d", "0", "0s", "169h", "0.00001d"),
            .. Texts($"collect.{one}.confirmationInterval", Refusal.Server, "4999ms", "7.1d", "0d"),
            .. Texts($"collect.{one}.confirmationInterval", Refusal.Operator, "8d1h", "1µs"),
        ];

    private static IEnumerable<TriedSetting> Durations() =>
        [
            .. Texts("disposal.quarantine", Refusal.Nobody, "0s", "0", "24h", "365d"),
            .. Texts("disposal.quarantine", Refusal.Server, "366d", "8761h"),
            .. Texts("disposal.quarantine", Refusal.Operator, "365d1s"),
            .. Texts("limits.timeout", Refusal.Nobody, "1s", "30m", "7d"),
            .. Texts("limits.timeout", Refusal.Server, "0s", "0", "999ms", "8d", "169h"),
            .. Texts("limits.timeout", Refusal.Operator, "7d1s"),
        ];

    private static IEnumerable<TriedSetting> Quantities() =>
        [
            .. Of("limits.maxBytes", Refusal.Nobody, "1000000", "\"200Gi\"", "\"1\""),
            .. Of("limits.maxBytes", Refusal.Server, "0", "\"0\"", "\"0Gi\""),
            .. Of("limits.maxBytes", Refusal.Operator, "\"0.0\"", "\"0.3\"", "\"100Ei\"", "\"00\""),
            .. Of("collect.buildCache.keepBytes", Refusal.Nobody, "0", "\"0\"", "\"10Gi\""),
            .. Of("collect.buildCache.keepBytes", Refusal.Operator, "\"0.3\"", "\"100Ei\""),
        ];

    private static IEnumerable<TriedSetting> Images(string path) =>
        [
            .. Entries(
                path,
                Refusal.Nobody,
                "alpine",
                "alpine:3",
                "alpine:LATEST",
                "localhost:5000/team/app",
                "Registry/x"
            ),
            .. Entries(
                path,
                Refusal.Nobody,
                "*@sha256:*",
                $"alpine@{Digest}",
                Digest,
                "ci-*",
                "registry.example.com/base/*"
            ),
            .. Entries(path, Refusal.Server, "ALPINE", "team/App", "x/Y:1", "alpine@latest", "alpine@sha256:abc"),
            .. Entries(path, Refusal.Server, $"ALPINE@{Digest}", "Alpine:3", "localhost:5000/Team/app"),
            .. Entries(path, Refusal.Operator, "-alpine", "alpine-", "alpine:-x", "a:b:c"),
        ];

    private static IEnumerable<TriedSetting> Names() =>
        [
            .. Entries("protect.volumes", Refusal.Nobody, "pg-*", "data_1", "?"),
            .. Entries("protect.volumes", Refusal.Server, "a b", "a/b", "größe", "a\n"),
            .. Entries("protect.containers", Refusal.Nobody, "/web", "ci-*"),
            .. Entries("protect.containers", Refusal.Server, "a/b", "a b", "//web"),
            .. Entries("protect.labels", Refusal.Nobody, "nodegc.io/keep", "a=b", "a=b c", "a="),
            .. Entries("protect.labels", Refusal.Server, "a b", "=x", "a*", "a=b*", "a\tb"),
            .. Entries("protect.labels", Refusal.Operator, "a\u00a0b"),
        ];

    private static IEnumerable<TriedSetting> Selectors(string path) =>
        [
            .. Of(path, Refusal.Nobody, "{}", """{"matchLabels":{"pool":"build","example.com/disk":""}}"""),
            .. Of(path, Refusal.Nobody, Requirement("pool", "In", "a"), Requirement("a.b/pool", "Exists")),
            .. Of(path, Refusal.Server, """{"matchLabels":{"pool":"a b"}}""", Requirement("pool", "NotIn")),
            .. Of(path, Refusal.Server, Requirement("pool", "Exists", "a"), Requirement("-a", "Exists")),
            .. Of(path, Refusal.Server, Requirement("a b", "Exists"), Requirement("pool", "In", "-a")),
            .. Of(path, Refusal.Operator, """{"matchLabels":{"a b":"c"}}""", Requirement("a..b/c", "Exists")),
        ];

    private static IEnumerable<TriedSetting> Rollouts() =>
        [
            .. Texts("window", Refusal.Nobody, "1m", "2h", "365d"),
            .. Texts("window", Refusal.Server, "59s", "0", "366d", "8761h"),
            .. Texts("window", Refusal.Operator, "365d1h"),
            .. Of("days", Refusal.Nobody, """["Mon"]""", "[]"),
            .. Texts("rollout.nodeTimeout", Refusal.Nobody, "1m", "2h", "30d"),
            .. Texts("rollout.nodeTimeout", Refusal.Server, "30s", "31d", "721h"),
            .. Of("rollout.maxConcurrent", Refusal.Nobody, "0", "\"10%\""),
        ];

    private static string Requirement(string key, string @operator, params string[] values)
    {
        var requirement = new JsonObject { ["key"] = key, ["operator"] = @operator };
        if (values.Length > 0)
            requirement["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        return new JsonObject { ["matchExpressions"] = new JsonArray(requirement) }.ToJsonString();
    }
}
