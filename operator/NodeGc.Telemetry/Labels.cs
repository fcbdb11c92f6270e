namespace NodeGc.Telemetry;

/// <summary>Names and values of labels as OpenTelemetry has them.</summary>
internal static class Labels
{
    public static KeyValuePair<string, object?>[] Pair(ReadOnlySpan<string> names, ReadOnlySpan<string> values)
    {
        var pairs = new KeyValuePair<string, object?>[names.Length];
        for (var index = 0; index < pairs.Length; index++)
            pairs[index] = new KeyValuePair<string, object?>(names[index], values[index]);
        return pairs;
    }
}
