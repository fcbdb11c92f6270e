using System.Globalization;
using System.Text.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Planning;

/// <summary>Reads what a kubelet says of its configuration (<c>/configz</c>, kubelet.config.k8s.io/v1beta1).
/// Pure.</summary>
internal static class KubeletConfigz
{
    /// <summary>The thresholds; unknown where it is no such document.</summary>
    public static KubeletThresholds Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return
                document.RootElement.TryGetProperty("kubeletconfig", out var config)
                && config.ValueKind == JsonValueKind.Object
                ? Of(config)
                : KubeletThresholds.Unknown("its configz has no kubeletconfig");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return KubeletThresholds.Unknown($"its configz cannot be understood: {failure.Message}");
        }
    }

    private static KubeletThresholds Of(JsonElement config) =>
        new()
        {
            ImageGCHighThresholdPercent =
                config.TryGetProperty("imageGCHighThresholdPercent", out var high) && high.TryGetInt32(out var percent)
                    ? percent
                    : null,
            EvictionDiskPercent = Lowest(Used(config, "nodefs.available"), Used(config, "imagefs.available")),
            EvictionInodePercent = Lowest(Used(config, "nodefs.inodesFree"), Used(config, "imagefs.inodesFree")),
        };

    /// <summary>A signal says what is to be left free. An amount of bytes cannot be compared without knowing the
    /// disk.</summary>
    private static int? Used(JsonElement config, string signal) =>
        config.TryGetProperty("evictionHard", out var signals)
        && signals.ValueKind == JsonValueKind.Object
        && signals.TryGetProperty(signal, out var text)
        && text.GetString() is { } free
        && free.EndsWith('%')
        && decimal.TryParse(free[..^1], NumberStyles.Number, CultureInfo.InvariantCulture, out var left)
        && left is >= 0 and <= 100
            ? (int)Math.Floor(100 - left)
            : null;

    private static int? Lowest(int? one, int? other) => one is null || other < one ? other ?? one : one;
}
