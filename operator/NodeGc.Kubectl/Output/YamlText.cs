using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NodeGc.Kubectl.Output;

/// <summary>Writes JSON as YAML, as <c>kubectl -o yaml</c> does.</summary>
internal static class YamlText
{
    /// <summary>Words that YAML 1.1 reads as something else than a text.</summary>
    private static readonly string[] Reserved = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    public static void Write(TextWriter writer, JsonNode? document)
    {
        var emitter = new Emitter(writer, new EmitterSettings().WithBestWidth(int.MaxValue).WithoutAnchorName());
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                emitter.Emit(new MappingStart(null, null, true, StyleOf<MappingStyle>(fields.Count)));
                foreach (var (name, value) in fields)
                {
                    EmitText(emitter, name);
                    Emit(emitter, value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                emitter.Emit(new SequenceStart(null, null, true, StyleOf<SequenceStyle>(items.Count)));
                foreach (var item in items)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                EmitText(emitter, text.GetValue<string>());
                break;
            default:
                Emit(emitter, node?.ToJsonString() ?? "null", ScalarStyle.Plain);
                break;
        }
    }

    /// <summary>Empty collections are written as <c>{}</c> and <c>[]</c>.</summary>
    private static T StyleOf<T>(int count)
        where T : struct, Enum => Enum.Parse<T>(count == 0 ? "Flow" : "Block");

    private static void EmitText(Emitter emitter, string text) =>
        Emit(
            emitter,
            text,
            text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
                : IsAmbiguous(text) ? ScalarStyle.DoubleQuoted
                : ScalarStyle.Any
        );

    private static void Emit(Emitter emitter, string text, ScalarStyle style) =>
        emitter.Emit(new Scalar(null, null, text, style, isPlainImplicit: true, isQuotedImplicit: true));

    /// <summary>Whether a reader would take the plain text for a number, a time, a boolean or null.</summary>
    private static bool IsAmbiguous(string text) =>
        Reserved.Contains(text, StringComparer.OrdinalIgnoreCase)
        || (
            (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.')
            && (
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)
                || text.StartsWith("0x", StringComparison.Ordinal)
                || text.StartsWith("0o", StringComparison.Ordinal)
            )
        );
}
