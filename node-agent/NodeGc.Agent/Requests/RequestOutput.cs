using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Agent.Reports;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Requests;

/// <summary>Writes a report as the output of an answer, of limited length. Pure.</summary>
internal static class RequestOutput
{
    /// <summary>A single line that is too long; JSON needs up to six bytes per character.</summary>
    private const int MaxLineLength = NodeAnswer.MaxOutputBytes / 6;

    /// <summary>The output, and whether its end was left out.</summary>
    /// <exception cref="AgentException">A JSON document is too long: part of it would be useless.</exception>
    public static (string Text, bool IsTruncated) Create<T>(
        AnswerFormat format,
        T report,
        JsonTypeInfo<T> json,
        Action<Page, T> write
    )
    {
        if (format == AnswerFormat.Json)
            return (CreateJson(report, json), false);
        using var writer = new StringWriter { NewLine = "\n" };
        write(new Page(writer, format == AnswerFormat.Wide ? null : Page.PlainWidth), report);
        return Truncate(writer.ToString().TrimEnd('\n'));
    }

    private static string CreateJson<T>(T report, JsonTypeInfo<T> json)
    {
        var document = JsonSerializer.SerializeToNode(report, json)!.ToJsonString();
        return SizeOf(document) is var size && size <= NodeAnswer.MaxOutputBytes
            ? document
            : throw new AgentException(
                $"the JSON document has {size} bytes, and an answer at most {NodeAnswer.MaxOutputBytes}: run "
                    + "nodegc-agent in the agent's pod instead"
            );
    }

    /// <summary>After the last line that fits.</summary>
    private static (string Text, bool IsTruncated) Truncate(string text)
    {
        var (size, end) = (0, 0);
        foreach (var line in text.Split('\n'))
        {
            size += SizeOf(line) + SizeOf("\n");
            if (size > NodeAnswer.MaxOutputBytes)
                return (end > 0 ? text[..(end - 1)] : ShortText.Truncate(text, MaxLineLength), true);
            end += line.Length + 1;
        }
        return (text, false);
    }

    /// <summary>Bytes of <paramref name="text"/> inside a JSON string.</summary>
    internal static int SizeOf(string text) => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length;
}
