namespace NodeGc.Agent.Reports;

/// <summary>Something that was not understood, and what it keeps.</summary>
public sealed record DoubtDocument(string Kind, string Keeps, string Subject, string Message);
