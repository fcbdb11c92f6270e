using System.Globalization;
using System.Text.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Cluster;

/// <summary>Parses a kubelet's configuration (<c>/configz</c>, kubelet.config.k8s.io/v1beta1). Pure.</summary>
internal static class KubeletConfigz
{
    /// <summary>The thresholds; unknown if this is not such a document.</summary>
    public static KubeletThresholds Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return
                document.RootElement.TryGetProperty("kubeletconfig", out var config)
                && config.ValueKind == JsonValueKind.Object
                ? Read(config)
                : KubeletThresholds.Unknown("the kubelet's /configz response has no kubeletconfig");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return KubeletThresholds.Unknown($"the kubelet's /configz response is invalid: {failure.Message}");
        }
    }

    private static KubeletThresholds Read(JsonElement config) =>
        new()
        {
            ImageGCHighThresholdPercent =
                config.TryGetProperty("imageGCHighThresholdPercent", out var high) && high.TryGetInt32(out var percent)
                    ? percent
                    : null,
            EvictionDiskPercent = Lowest(Used(config, "nodefs.available"), Used(config, "imagefs.available")),
            EvictionInodePercent = Lowest(Used(config, "nodefs.inodesFree"), Used(config, "imagefs.inodesFree")),
        };

    /// <summary>Eviction signals say how much must be free. An amount in bytes is skipped: it cannot be compared
    /// without the size of the disk.</summary>
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
