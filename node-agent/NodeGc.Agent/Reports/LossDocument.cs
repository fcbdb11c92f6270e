using System.Text.Json.Serialization;

namespace NodeGc.Agent.Reports;

/// <summary>A piece of lost metadata.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="State"><c>WouldConfirm</c>, <c>Confirmed</c>, <c>Revoked</c>, <c>Changed</c> (the confirmation no
/// longer applies) or <c>Unconfirmed</c>.</param>
/// <param name="Keeps">What is kept because of it until its loss is confirmed; empty if it is.</param>
/// <param name="Problem">The problem.</param>
/// <param name="ConfirmedAt">When its loss was confirmed; null if it was not.</param>
public sealed record LossDocument(string Path, string State, string Keeps, string Problem, DateTimeOffset? ConfirmedAt)
{
    /// <summary><see cref="Keeps"/>, as the text report prints it.</summary>
    [JsonIgnore]
    public string Kept { get; init; } = Keeps;
}
