using System.Text.Json;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>The sums that <c>docker system df</c> prints, from the engine's own answer, in bytes.</summary>
internal sealed record EngineUsage(long Layers, long Containers, long Volumes, long BuildCache)
{
    public static EngineUsage Read(EngineApi engine)
    {
        var usage = engine.GetJson("system/df");
        return new EngineUsage(
            usage.GetProperty("LayersSize").GetInt64(),
            Sum(usage, "Containers", container =>
                container.TryGetProperty("SizeRw", out var size) ? size.GetInt64() : 0
            ),
            Sum(usage, "Volumes", volume => volume.GetProperty("UsageData").GetProperty("Size").GetInt64()),
            Sum(usage, "BuildCache", record =>
                record.GetProperty("Shared").GetBoolean() ? 0 : record.GetProperty("Size").GetInt64()
            )
        );
    }

    private static long Sum(JsonElement usage, string list, Func<JsonElement, long> size) =>
        usage.GetProperty(list) is { ValueKind: JsonValueKind.Array } entries ? entries.EnumerateArray().Sum(size) : 0;
}
