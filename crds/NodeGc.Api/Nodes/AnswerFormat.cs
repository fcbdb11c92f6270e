using System.Text.Json.Serialization;

namespace NodeGc.Api.Nodes;

/// <summary>The format of the output in an answer.</summary>
public enum AnswerFormat
{
    /// <summary>As the agent prints it, with tables truncated to 120 columns.</summary>
    Text,

    /// <summary>As the agent prints it with <c>--wide</c>.</summary>
    Wide,

    /// <summary>As the agent prints it with <c>--output json</c>, on one line.</summary>
    [JsonStringEnumMemberName("JSON")]
    Json,
}
