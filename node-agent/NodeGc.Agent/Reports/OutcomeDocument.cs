using System.Text.Json.Serialization;

namespace NodeGc.Agent.Reports;

/// <summary>The outcome of one item.</summary>
public sealed record OutcomeDocument(string Class, string Name, string Path, long Bytes, string Outcome, string Message)
{
    /// <summary>Whether the message is printed in full below the table: it cannot be read again later.</summary>
    [JsonIgnore]
    public bool IsShownInFull { get; init; }
}
