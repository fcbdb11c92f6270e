using System.Text.Json;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A line of <c>docker system df</c>, in bytes.</summary>
internal sealed record EngineClass(int Items, int InUse, long Bytes, long Reclaimable);

/// <summary>What <c>docker system df -v</c> lists, from the engine's own answer.</summary>
internal sealed record EngineListing(
    EngineClass Containers,
    EngineClass Images,
    EngineClass Volumes,
    EngineClass BuildCache,
    int DanglingImages
)
{
    public static EngineListing Read(EngineApi engine)
    {
        var usage = engine.GetJson("system/df");
        var images = List(usage, "Images");
        return new EngineListing(
            Of(
                List(usage, "Containers"),
                container => Text(container, "State") is "running" or "paused" or "restarting",
                container => Number(container, "SizeRw")
            ),
            Of(images, image => Number(image, "Containers") > 0, _ => 0) with
            {
                Bytes = usage.GetProperty("LayersSize").GetInt64(),
            },
            Of(
                List(usage, "Volumes"),
                volume => Number(volume.GetProperty("UsageData"), "RefCount") > 0,
                volume => Number(volume.GetProperty("UsageData"), "Size")
            ),
            Of(List(usage, "BuildCache"), IsKept, record =>
                record.GetProperty("Shared").GetBoolean() ? 0 : Number(record, "Size")
            ),
            images.Count(image =>
                !image.TryGetProperty("RepoTags", out var tags)
                || tags.ValueKind != JsonValueKind.Array
                || tags.EnumerateArray().All(tag => tag.GetString() == "<none>:<none>")
            )
        );
    }

    /// <summary>What an image has as well does not go with the build cache.</summary>
    private static bool IsKept(JsonElement record) =>
        record.GetProperty("InUse").GetBoolean() || record.GetProperty("Shared").GetBoolean();

    private static EngineClass Of(
        List<JsonElement> all,
        Func<JsonElement, bool> isInUse,
        Func<JsonElement, long> size
    ) => new(all.Count, all.Count(isInUse), all.Sum(size), all.Where(one => !isInUse(one)).Sum(size));

    private static List<JsonElement> List(JsonElement usage, string name) =>
        usage.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static long Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var number) ? number.GetInt64() : 0;
}
