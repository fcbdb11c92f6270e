using System.Text.Json.Serialization;

namespace NodeGc.Agent.Reports;

/// <summary>A problem that makes the scan uncertain, and what is kept because of it.</summary>
public sealed record DoubtDocument(string Kind, string Keeps, string Subject, string Message)
{
    /// <summary><see cref="Keeps"/>, as the text report prints it.</summary>
    [JsonIgnore]
    public string Kept { get; init; } = Keeps;

    /// <summary>A remark about what is not checked; it does not make the rest uncertain.</summary>
    [JsonIgnore]
    public bool IsNote { get; init; }
}
