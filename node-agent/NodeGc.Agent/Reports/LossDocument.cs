namespace NodeGc.Agent.Reports;

/// <summary>One piece of metadata.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="State"><c>WouldConfirm</c>, <c>Confirmed</c>, <c>Revoked</c>, <c>Changed</c> (it is in doubt again) or
/// <c>InDoubt</c> (not confirmed).</param>
/// <param name="Keeps">What it keeps as long as it is in doubt; empty where it is not.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="ConfirmedAt">When its loss was confirmed; null where it was not.</param>
public sealed record LossDocument(string Path, string State, string Keeps, string Problem, DateTimeOffset? ConfirmedAt);
