using System.Collections.Immutable;

namespace NodeGc.Testing.Otlp;

/// <summary>Reads an <c>ExportMetricsServiceRequest</c>. Source: opentelemetry-proto,
/// <c>metrics/v1/metrics.proto</c>.</summary>
public static class OtlpRequest
{
    private const int Cumulative = 2;

    /// <exception cref="FormatException">It is not one.</exception>
    public static IReadOnlyList<OtlpPoint> Read(ReadOnlyMemory<byte> body) =>
        [
            .. from ofResource in new ProtobufMessage(body).Messages(1)
            let resource = Attributes(ofResource.Message(1)?.Messages(1) ?? []).ToImmutableDictionary()
            from ofScope in ofResource.Messages(2)
            from metric in ofScope.Messages(2)
            from point in Points(metric, resource)
            select point,
        ];

    private static IEnumerable<OtlpPoint> Points(ProtobufMessage metric, ImmutableDictionary<string, string> resource)
    {
        var name = metric.Text(1) ?? throw new FormatException("a metric has no name");
        if (metric.Message(5) is { } gauge)
            return gauge.Messages(1).Select(point => Number(point, name, "gauge", resource));
        if (metric.Message(7) is { } sum)
        {
            var isCounter = sum.Whole(2) == Cumulative && sum.Whole(3) == 1;
            return sum.Messages(1).Select(point => Number(point, name, isCounter ? "counter" : "sum", resource));
        }

        return metric.Message(9) is { } histogram
            ? histogram.Messages(1).Select(point => Histogram(point, name, resource))
            : throw new FormatException($"{name} is of a kind that is not known here");
    }

    private static OtlpPoint Number(
        ProtobufMessage point,
        string name,
        string kind,
        ImmutableDictionary<string, string> resource
    ) => new(name, kind, Labels(point, 7), point.Has(4) ? point.Real(4) : point.Whole(6), resource);

    private static OtlpPoint Histogram(
        ProtobufMessage point,
        string name,
        ImmutableDictionary<string, string> resource
    ) =>
        new(name, "histogram", Labels(point, 9), point.Real(5), resource)
        {
            Count = point.Whole(4),
            Bounds = [.. point.Packed(7).Select(BitConverter.Int64BitsToDouble)],
            Buckets = [.. point.Packed(6)],
        };

    private static string Labels(ProtobufMessage point, int field) =>
        string.Join(
            ',',
            Attributes(point.Messages(field)).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)
        );

    private static IEnumerable<KeyValuePair<string, string>> Attributes(IEnumerable<ProtobufMessage> pairs) =>
        pairs.Select(pair => new KeyValuePair<string, string>(pair.Text(1) ?? "", pair.Message(2)?.Text(1) ?? ""));
}
