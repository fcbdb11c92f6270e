using System.Text.Json.Serialization;

namespace NodeGc.Agent.Reports;

/// <summary>Something that was not understood, and what it keeps.</summary>
public sealed record DoubtDocument(string Kind, string Keeps, string Subject, string Message)
{
    /// <summary>It says what is not judged, and casts no doubt on the rest.</summary>
    [JsonIgnore]
    public bool IsNote { get; init; }
}
