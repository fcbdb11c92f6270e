using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Agent.Reports;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Requests;

/// <summary>Writes a report as the output of an answer, of limited length. Pure.</summary>
internal static class RequestOutput
{
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
        return document.Length <= NodeAnswer.MaxOutputLength
            ? document
            : throw new AgentException(
                $"the JSON document has {document.Length} characters, and an answer at most "
                    + $"{NodeAnswer.MaxOutputLength}: run nodegc-agent in the agent's pod instead"
            );
    }

    /// <summary>After the last line that fits.</summary>
    private static (string Text, bool IsTruncated) Truncate(string text)
    {
        if (text.Length <= NodeAnswer.MaxOutputLength)
            return (text, false);
        var end = text.LastIndexOf('\n', NodeAnswer.MaxOutputLength - 1);
        return (text[..(end > 0 ? end : NodeAnswer.MaxOutputLength - 1)], true);
    }
}
