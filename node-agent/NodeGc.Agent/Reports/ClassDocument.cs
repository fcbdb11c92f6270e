namespace NodeGc.Agent.Reports;

/// <summary>How much of one class is alive and how much is garbage.</summary>
public sealed record ClassDocument(string Class, AmountDocument Live, AmountDocument Garbage);
